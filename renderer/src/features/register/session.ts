import type { z } from 'zod'
import type { sessionView } from '../../../../contract/workspace.ts'

export type SessionView = z.infer<typeof sessionView>
