/** How much one document may cost. What is above is refused with the limit's name, before it is read where that can be told. */
export interface Limits {
  /** One file as it stands on the disk, MiB. */
  readonly fileMb: number
  /** A file that is text as a whole, MiB. */
  readonly textMb: number
  /** Everything unpacked from one archive, MiB. */
  readonly unpackedMb: number
  /** One part of an archive against its packed size. */
  readonly ratio: number
  readonly entries: number
  /** Text of one document that is searched, characters. */
  readonly characters: number
  readonly pieces: number
  readonly pages: number
}

export const LIMITS: Limits = {
  fileMb: 256,
  textMb: 64,
  unpackedMb: 512,
  ratio: 1000,
  entries: 20_000,
  characters: 40_000_000,
  pieces: 200_000,
  pages: 20_000,
}
