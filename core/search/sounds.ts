import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)
let dictionary: typeof import('pinyin-pro') | undefined

/**
 * The pinyin of a title and its initials ('chenliyuan' and 'cly' for 陈立远); none without Han characters.
 * The dictionary comes with the first title that needs it: it would be a third of what core loads to start.
 */
export function soundsOf(title: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(title)) return []
  dictionary ??= load('pinyin-pro') as typeof import('pinyin-pro')
  const { pinyin } = dictionary
  const options = { toneType: 'none', type: 'array', nonZh: 'consecutive' } as const
  return [
    pinyin(title, options).join(''),
    pinyin(title, { ...options, pattern: 'first' }).join(''),
  ].map((sound) => sound.toLowerCase().replaceAll(' ', ''))
}
