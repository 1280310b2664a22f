import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)
let dictionary: typeof import('pinyin-pro') | undefined

/**
 * The dictionary of pinyin. It comes with the first text that needs it: it would be a third of what core
 * loads to start.
 */
export const pinyin = (): typeof import('pinyin-pro').pinyin =>
  (dictionary ??= load('pinyin-pro') as typeof import('pinyin-pro')).pinyin

/** The pinyin of a title and its initials ('chenliyuan' and 'cly' for 陈立远); none without Han characters. */
export function soundsOf(title: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(title)) return []
  const spell = pinyin()
  const options = { toneType: 'none', type: 'array', nonZh: 'consecutive' } as const
  return [
    spell(title, options).join(''),
    spell(title, { ...options, pattern: 'first' }).join(''),
  ].map((sound) => sound.toLowerCase().replaceAll(' ', ''))
}
