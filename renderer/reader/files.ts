/** Files of the document: at this origin, below `/f/`. The origin has nothing else, and leads nowhere. */

/** A file that is not there, or may not be read any more. */
export class Missing extends Error {}

const addressOf = (path: string): string => `/${path.split('/').map(encodeURIComponent).join('/')}`

/** Address of a picture, for the page to load by itself. */
export const pictureAddress = (path: string): string => addressOf(`f/${path}`)

async function answerOf(address: string): Promise<Response> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Missing(address)
  return answer
}

const PART = 16 << 20

/** A whole file. */
export async function fileBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const first = await filePart(path, 0, PART)
  if (first.bytes.length >= first.size) return first.bytes
  const whole = new Uint8Array(first.size)
  whole.set(first.bytes)
  for (let at = first.bytes.length; at < first.size;) {
    const { bytes } = await filePart(path, at, PART)
    if (bytes.length === 0) throw new Missing(path)
    whole.set(bytes, at)
    at += bytes.length
  }
  return whole
}

/** Bytes from `from`, at most `length`. */
export async function filePart(
  path: string,
  from: number,
  length: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; size: number }> {
  const answer = await answerOf(`${addressOf(path)}?from=${from}&length=${length}`)
  const size = Number(answer.headers.get('x-file-size'))
  return { bytes: new Uint8Array(await answer.arrayBuffer()), size }
}
