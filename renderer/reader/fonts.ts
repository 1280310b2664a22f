/** The Chinese font that comes with the program: many files, each for a part of the letters. */

export const HAN_FAMILY = 'Noto Sans SC Variable'
const HAN = /[\u2e80-\uffef]/u

interface Face {
  readonly address: string
  /** As CSS writes it: `U+4e00-4eff,U+5100`. */
  readonly range: string
  readonly spans: readonly (readonly [number, number])[]
}

let known: readonly Face[] | undefined

/** The parts of the font, from the rules of this page. */
function faces(): readonly Face[] {
  known ??= [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => {
      if (!(rule instanceof CSSFontFaceRule)) return []
      const { style } = rule
      const family = style.getPropertyValue('font-family').replaceAll(/['"]/gu, '')
      const address = /url\(["']?([^"')]+)/u.exec(style.getPropertyValue('src'))?.[1]
      if (family !== HAN_FAMILY || address === undefined) return []
      const range = style.getPropertyValue('unicode-range')
      return [
        {
          address: new URL(address, sheet.href ?? location.href).href,
          range,
          spans: spansOf(range),
        },
      ]
    }),
  )
  return known
}

const spansOf = (range: string): (readonly [number, number])[] =>
  range.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/iu, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })

/** Parts that hold the letters of a text; none for a text without Chinese. */
export function facesFor(text: string): readonly Face[] {
  const letters = [...new Set(text)].filter((letter) => HAN.test(letter))
  const codes = letters.map((letter) => letter.codePointAt(0) ?? 0)
  return codes.length === 0
    ? []
    : faces().filter(({ spans }) =>
        codes.some((code) => spans.some(([from, to]) => code >= from && code <= to)),
      )
}

/** Brings the parts that hold the letters of a text. */
export async function loadHan(text: string): Promise<void> {
  const letters = [...new Set(text)].filter((letter) => HAN.test(letter)).join('')
  if (letters !== '') await document.fonts.load(`16px "${HAN_FAMILY}"`, letters)
}
