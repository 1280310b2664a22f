/** Encodings that a text may be read in, by the names that the engine knows. */
export const ENCODINGS: readonly string[] = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'euc-jp',
  'shift_jis',
  'euc-kr',
  'windows-1252',
]
