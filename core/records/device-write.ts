import type { Receipt } from '../../contract/common.ts'
import { DEVICE } from '../log/device-act.ts'
import type { NewOperation } from '../log/types.ts'
import type { Workspace } from '../workspace/workspace.ts'

/**
 * Writes one commit in the device's own name: what it saw without anybody asking. The log refuses what
 * the record types do not leave to devices (`byDevice`).
 */
export const commitByDevice = (
  { log }: Pick<Workspace, 'log'>,
  act: string,
  ops: readonly NewOperation[],
): Receipt => log.append({ actor: DEVICE, act, ops })
