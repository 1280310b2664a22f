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
    split: 64 << 20,
  }),
  'sync.inspectBundle': (): InputOf<'sync.inspectBundle'> => ({ file: 'none', passphrase }),
  'sync.importBundle': (): InputOf<'sync.importBundle'> => ({ file: 'none', passphrase }),
  'device.enrol': (): InputOf<'device.enrol'> => ({
    name: 'Back office',
    code: 'B2',
    folder: 'none',
    passphrase,
  }),
  'sync.hub': (): InputOf<'sync.hub'> => ({}),
  'sync.connect': (): InputOf<'sync.connect'> => ({
    address: '127.0.0.1:1',
    code: 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF',
  }),
  'sync.disconnect': (): InputOf<'sync.disconnect'> => ({}),
  'sync.now': (): InputOf<'sync.now'> => ({}),
  'device.invite': (): InputOf<'device.invite'> => ({ name: 'Back office', code: 'B2' }),
  'device.revoke': (): InputOf<'device.revoke'> => ({ device: uuidv7() }),
  'device.acceptRest': (): InputOf<'device.acceptRest'> => ({ device: uuidv7() }),
  'workspace.joinServer': (): InputOf<'workspace.joinServer'> => ({
    address: '127.0.0.1:1',
    code: 'AAAAA-BBBBB-CCCCC-DDDDD',
  }),
  'workspace.join': (): InputOf<'workspace.join'> => ({ file: 'none', passphrase }),
} as const
