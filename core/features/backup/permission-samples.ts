import type { InputOf } from '../../../contract/procedures.ts'

/** A valid input for every procedure of the feature. */
export const BACKUP_SAMPLES = {
  'backup.status': (): InputOf<'backup.status'> => ({}),
  'backup.set': (): InputOf<'backup.set'> => ({ on: true, at: '12:30', keep: 14, testDays: 7 }),
  'backup.make': (): InputOf<'backup.make'> => ({ folder: 'none' }),
  'backup.test': (): InputOf<'backup.test'> => ({}),
  'workspace.backups': (): InputOf<'workspace.backups'> => ({ folder: 'none' }),
  'workspace.restore': (): InputOf<'workspace.restore'> => ({
    folder: 'none',
    place: '',
    login: 'nobody',
    secret: { password: 'long enough' },
    replace: false,
  }),
} as const
