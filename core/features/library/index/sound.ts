import { pinyin } from '../../../search/sounds.ts'

/** How a title sounds: its syllables with spaces, then its initials; empty without Chinese. 核心存储: `he xin cun chu\nhxcc`. */
export function soundOf(title: string): string {
  if (!/\p{Script=Han}/u.test(title)) return ''
  const syllables = pinyin()(title, { toneType: 'none', type: 'array', nonZh: 'removed' }).filter(
    (syllable) => syllable !== '',
  )
  return `${syllables.join(' ')}\n${syllables.map((syllable) => syllable.charAt(0)).join('')}`.toLowerCase()
}

/** What may be pinyin: letters only. */
export const isSound = (text: string): boolean => /^[a-z]{2,40}$/u.test(text)

/** True where the letters are initials in a row, or syllables from the beginning of one. */
export function soundsLike(sound: string, wanted: string): boolean {
  const [spelled = '', initials = ''] = sound.split('\n')
  if (initials.includes(wanted)) return true
  for (let at = 0; at >= 0; at = spelled.indexOf(' ', at + 1)) {
    const from = at === 0 ? 0 : at + 1
    if (spelled[from] === wanted[0] && spelled.slice(from).replaceAll(' ', '').startsWith(wanted))
      return true
  }
  return false
}
