import { verify } from 'node:crypto'
import type { SignedCheckpoint } from '../../contract/checkpoint.ts'
import { decode } from '../keys/box.ts'
import { publicKeyFrom } from './identity.ts'

/** What a server says of its log at some moment: the tree over the hashes of all commits that it accepted. */
export interface Checkpoint {
  readonly workspace: string
  /** The server's key, base64url. */
  readonly hub: string
  /** Changes when the server was put back; each epoch has a tree of its own. */
  readonly epoch: string
  /** Commits in the tree. */
  readonly size: number
  /** Hash of the tree, hex. */
  readonly root: string
  /** By the server's clock, milliseconds. */
  readonly time: number
}

const FIRST = 'watchkeeper checkpoint 1'
const TEXT = new RegExp(
  `^${FIRST}\n([0-9a-f]{32})\n([\\w-]{43})\n([\\w.-]{1,60})\n(0|[1-9]\\d{0,15})\n([0-9a-f]{64})\n([1-9]\\d{0,15})\n$`,
  'u',
)

/** The lines that are signed, one for each part; they have one form alone. */
export const checkpointText = ({ workspace, hub, epoch, size, root, time }: Checkpoint): string =>
  `${[FIRST, workspace, hub, epoch, size, root, time].join('\n')}\n`

/** Undefined where the text is no checkpoint in its form. */
export function checkpointIn({ text }: Pick<SignedCheckpoint, 'text'>): Checkpoint | undefined {
  const [, workspace = '', hub = '', epoch = '', size, root = '', time] = TEXT.exec(text) ?? []
  if (size === undefined) return undefined
  return { workspace, hub, epoch, size: Number(size), root, time: Number(time) }
}

/** The checkpoint, where it is of this workspace and its server signed it. */
export function checkpointOf(
  signed: SignedCheckpoint,
  { workspace, hub }: Pick<Checkpoint, 'workspace' | 'hub'>,
): Checkpoint | undefined {
  const found = checkpointIn(signed)
  if (found === undefined || found.workspace !== workspace || found.hub !== hub) return undefined
  const signature = Buffer.from(signed.signature, 'base64url')
  const isSigned =
    signature.length === 64 &&
    verify(null, Buffer.from(signed.text), publicKeyFrom(decode(hub)), signature)
  return isSigned ? found : undefined
}
