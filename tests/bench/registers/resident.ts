/** A process of its own: opens the workspace, looks at a register, tells its resident memory in MB, then that with columns. */
import { createCore } from '../../../core/host.ts'
import { done, FOUNDER } from '../../../core/testing.ts'

const TYPE = 'configuration-item'
const core = createCore({ workspacePath: process.argv[2] ?? '' })
await done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })

const list = async (round: number) =>
  done(core, 'register.list', {
    type: TYPE,
    limit: 100,
    sort: { field: round % 2 === 0 ? 'name' : 'warrantyEnds' },
  })

async function resident(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return process.memoryUsage().rss / 1e6
}

for (let round = 0; round < 20; round++) await list(round)
await done(core, 'search.all', { text: '灾备机房', limit: 20 })
const lean = await resident()
await done(core, 'register.facets', { type: TYPE, field: 'os' })
process.send?.({ lean, columns: await resident() })
await core.close()
process.disconnect()
