import { detect } from 'jschardet'
import { CoreError } from '../error.ts'

export interface Decoded {
  readonly text: string
  /** Name of the encoding as TextDecoder knows it. */
  readonly encoding: string
}

/** The commonest characters of Chinese, simplified and traditional: they tell GB18030 from Big5, which decodes as GB18030 too. */
const COMMON = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运' +
    '這個們來為國說時會對於著過發後裡現當沒動還進樣從實軍與長機關點業將兩間問應戰頭體見產話給門員論處義條氣題爾別變總電數報結務場計資許統區隊決馬書則聽達強難權設記類據張該規萬覺術領確傳師觀讓識帶導爭運檔案選項設定系統執行命令使用者參數' +
    '配置文件安装目录系统参数选项命令服务器网络软件包版本更新运行错误日志检查设备故障维护操作手册：，。、；（）“”《》',
)

/** Kana and Hangul, with the marks that stand between them. */
const JAPANESE = /[\u3040-\u30ff\u3001\u3002]/u
const KOREAN = /[\uac00-\ud7a3]/u

/**
 * The text of bytes. `chosen`: the encoding that a person named. Order: byte-order mark, UTF-16 by its
 * zero bytes, UTF-8, then whichever of the East Asian encodings gives the commonest characters, then
 * what jschardet thinks. Throws CoreError documentFormat for what is no text.
 */
export function decodeText(bytes: Uint8Array, chosen?: string): Decoded {
  if (chosen) return { text: decoderOf(chosen).decode(bytes), encoding: chosen }
  const marked = markedEncoding(bytes)
  if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes), encoding: marked }
  if (bytes.subarray(0, 1 << 16).includes(0)) throw new CoreError('documentFormat')
  const utf8 = strictly('utf-8', bytes)
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' }
  const encoding = eastAsian(bytes) ?? guessed(bytes)
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/** What the first bytes of a text say by a mark, or by the zeros of UTF-16; undefined: they say nothing. */
export const markedEncoding = (head: Uint8Array): string | undefined =>
  byMark(head) ?? byZeros(head)

/** Throws CoreError documentEncoding for a name that nobody knows. */
export function decoderOf(
  label: string,
  options: { readonly fatal?: boolean } = {},
): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label, options)
  } catch (error) {
    if (error instanceof RangeError) throw new CoreError('documentEncoding', { encoding: label })
    throw error
  }
}

function byMark(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: line ends, spaces and Latin letters have a zero byte always on the same side. */
function byZeros(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined
  const head = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const most = Math.max(even, odd)
  if (most < head.length / 50 || Math.min(even, odd) > most / 20) return undefined
  const label = odd > even ? 'utf-16le' : 'utf-16be'
  const text = strictly(label, head.subarray(0, head.length & ~3))
  return text === undefined || text.includes('\0') ? undefined : label
}

/** The text of bytes of which every one fits the encoding; undefined otherwise. */
export function strictly(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * The Chinese text of a few words, which could be Korean to `decodeText`: logs and messages here are Chinese.
 * Undefined: it is none.
 */
export function decodeChinese(bytes: Uint8Array): Decoded | undefined {
  const encoding = standsAlone(bytes) ? undefined : commonest(bytes, bytes, ['gb18030', 'big5'])
  return encoding === undefined
    ? undefined
    : { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/** The East Asian encoding under which most of what is not ASCII is common; undefined: none makes sense. */
function eastAsian(bytes: Uint8Array): string | undefined {
  const sample = sampleOf(bytes)
  return standsAlone(sample)
    ? undefined
    : commonest(bytes, sample, ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'])
}

function commonest(
  bytes: Uint8Array,
  sample: Uint8Array,
  labels: readonly string[],
): string | undefined {
  let best: string | undefined
  let most = 0.3
  for (const label of labels) {
    const text = new TextDecoder(label).decode(sample)
    const share = commonShare(text, label)
    if (share > most && strictly(label, bytes) !== undefined) {
      best = label
      most = share
    }
  }
  return best
}

/** Lines that hold something besides ASCII, up to 64 KiB: enough to tell, quick for large files. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f)
  const start = Math.max(0, bytes.lastIndexOf(0x0a, first))
  return bytes.subarray(start, start + (1 << 16))
}

/** In Western texts a byte above ASCII stands between letters of ASCII, in East Asian ones beside its like. */
function standsAlone(bytes: Uint8Array): boolean {
  let high = 0
  let alone = 0
  bytes.forEach((byte, at) => {
    if (byte < 0x80) return
    high += 1
    if ((bytes[at - 1] ?? 0) < 0x80 && (bytes[at + 1] ?? 0) < 0x80) alone += 1
  })
  return alone > high / 2
}

function commonShare(text: string, label: string): number {
  const native = label === 'euc-kr' ? KOREAN : /jp|jis/u.test(label) ? JAPANESE : undefined
  let all = 0
  let common = 0
  let own = 0
  for (const char of text) {
    if (char < '\u0080') continue
    all += 1
    const isOwn = native?.test(char) ?? false
    if (isOwn) own += 1
    if (isOwn || COMMON.has(char)) common += 1
  }
  // Japanese has kana and Korean Hangul: without them it is another language's bytes.
  if (all === 0 || (native !== undefined && own < all / 5)) return 0
  return common / all
}

/** What jschardet thinks of the bytes, where TextDecoder knows it and every byte fits; Western else. */
function guessed(bytes: Uint8Array): string {
  const { encoding } = detect(Buffer.from(sampleOf(bytes)))
  const label = encoding && encoding !== 'ascii' && knows(encoding) ? encoding : 'windows-1252'
  return strictly(label, bytes) === undefined
    ? 'windows-1252'
    : new TextDecoder(label).encoding.toLowerCase()
}

function knows(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
