import type { Migration } from '../migrate.ts'
import { log } from './0001-log.ts'
import { local } from './0002-local.ts'
import { reading } from './0003-reading.ts'

/** Every step of the schema in order; the tables of record types follow from their declarations instead. */
export const MIGRATIONS: readonly Migration[] = [log, local, reading]
