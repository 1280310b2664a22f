/** A process of its own: opens the workspace, works in it a little, tells its resident memory in MB. */
import { done } from '../../../core/testing.ts'
import { openCore } from './places.ts'

const core = await openCore(process.argv[2] ?? '', false)
for (let round = 0; round < 20; round++)
  await done(core, 'register.list', {
    type: 'bench-item',
    limit: 100,
    sort: { field: 'at', descending: round % 2 === 0 },
  })
await done(core, 'search.all', { text: '温度', limit: 20 })
globalThis.gc?.()
process.send?.(process.memoryUsage().rss / 1e6)
await core.close()
process.disconnect()
