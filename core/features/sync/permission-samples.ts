import { uuidv7 } from 'uuidv7'
import type { InputOf } from '../../../contract/procedures.ts'

const passphrase = 'a rather long passphrase'

/** A valid input for every procedure of the feature. */
export const SYNC_SAMPLES = {
  'sync.status': (): InputOf<'sync.status'> => ({}),
  'sync.exportBundle': (): InputOf<'sync.exportBundle'> => ({
    folder: 'none',
    device: uuidv7(),
    passphrase,
  }),
  'sync.inspectBundle': (): InputOf<'sync.inspectBundle'> => ({ file: 'none', passphrase }),
  'sync.importBundle': (): InputOf<'sync.importBundle'> => ({ file: 'none', passphrase }),
  'device.enrol': (): InputOf<'device.enrol'> => ({
    name: 'Back office',
    code: 'B2',
    folder: 'none',
    passphrase,
  }),
  'workspace.join': (): InputOf<'workspace.join'> => ({ file: 'none', passphrase }),
} as const
