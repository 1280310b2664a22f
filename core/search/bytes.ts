/** UTF-8 that is written one letter after the other, in memory that is used again. Room is reserved before. */
export class Bytes {
  #data = Buffer.alloc(1 << 14)
  length = 0

  /** What was written; it stands until something else is. */
  get written(): Uint8Array {
    return this.#data.subarray(0, this.length)
  }

  /** Makes room for so many more. */
  reserve(count: number): void {
    if (this.length + count <= this.#data.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.length + count, this.#data.length * 2))
    this.#data.copy(larger, 0, 0, this.length)
    this.#data = larger
  }

  ascii(text: string): void {
    this.reserve(text.length)
    this.length += this.#data.write(text, this.length, 'latin1')
  }

  byte(value: number): void {
    this.#data[this.length++] = value
  }

  /** A letter by its UTF-16 codes; `low` is 0 where it has one. */
  letter(code: number, low: number): void {
    const data = this.#data
    let end = this.length
    if (low > 0) {
      const point = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
      data[end++] = 0xf0 | (point >> 18)
      data[end++] = 0x80 | ((point >> 12) & 0x3f)
      data[end++] = 0x80 | ((point >> 6) & 0x3f)
      data[end++] = 0x80 | (point & 0x3f)
    } else if (code < 0x80) data[end++] = code
    else if (code < 0x800) {
      data[end++] = 0xc0 | (code >> 6)
      data[end++] = 0x80 | (code & 0x3f)
    } else {
      data[end++] = 0xe0 | (code >> 12)
      data[end++] = 0x80 | ((code >> 6) & 0x3f)
      data[end++] = 0x80 | (code & 0x3f)
    }
    this.length = end
  }

  /** What was written at a place, once more. */
  again(from: number, count: number): void {
    for (let at = from; at < from + count; at++) this.#data[this.length++] = this.#data[at] ?? 0
  }
}
