/** Full-width forms that Chinese input methods give while a number is typed: １２。５ －３ ，. */
export function halfWidth(text: string): string {
  return text
    .replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/。/gu, '.')
    .replace(/[−–]/gu, '-')
    .replace(/\u3000/gu, ' ')
    .trim()
}

const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/iu
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/u

/** The number a person typed; null when nothing, undefined when it is not a number. */
export function parseNumber(text: string): number | null | undefined {
  const typed = halfWidth(text).replace(/\s/gu, '')
  if (typed === '') return null
  if (PLAIN.test(typed)) return Number(typed)
  return GROUPED.test(typed) ? Number(typed.replaceAll(',', '')) : undefined
}

/** Without grouping: operators compare digits, and what is shown can be typed. */
export const formatNumber = (value: number): string => String(value)
