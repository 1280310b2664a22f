import type { Concern } from '../../../contract/duty.ts'
import { recordPath } from './record-path.ts'

/** Where something that is wrong is dealt with: its own place, else its record's page. */
export const concernPath = ({ path, record }: Concern): string =>
  path ?? (record ? recordPath(record.type, record.id) : '/desk')
