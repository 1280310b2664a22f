import type { Language } from '../../contract/text.ts'
import type { Level, Role } from '../../contract/roles.ts'
import type { PersonSigner } from '../log/types.ts'
import type { ContentCipher } from '../workspace/workspace.ts'

/** Somebody who is signed in, with what his password unlocked. */
export interface Session {
  /** Id of the person's record. */
  readonly person: string
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
  readonly clearance: Level
  readonly language: Language
  readonly signedInAt: number
  readonly cipher: ContentCipher
  /** For what only this person may read on this device. */
  readonly own: OwnBox
  /** Takes a confirmation from session.confirm; undefined when it is missing, used or older than a minute. */
  takeSigner(confirmation: string | undefined): PersonSigner | undefined
  /** Takes a confirmation that somebody else gave by session.witness; never one of this session's person. */
  takeWitness(confirmation: string | undefined): PersonSigner | undefined
}

/** Seals texts to a person's own key. `name` is what the text belongs to. */
export interface OwnBox {
  seal(name: string, plain: string): string
  /** Undefined for what was sealed to another key, or under another name. */
  open(name: string, sealed: string): string | undefined
}
