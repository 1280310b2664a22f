/**
 * A core that watches until it is killed: `node victim.ts <workspace>`. Started with a channel it answers
 * what it is asked, as the window's core does.
 */
import { createCore } from '../../core/host.ts'
import { FOUNDER } from '../../core/testing.ts'

const core = createCore({ workspacePath: String(process.argv[2]) })
await core.manager.signIn(FOUNDER.login, FOUNDER.password)
process.on('message', ({ procedure, input }: { procedure: string; input: unknown }) => {
  void core.dispatch(procedure, input).then((answer) => process.send?.({ now: Date.now(), answer }))
})
process.stdout.write('watching\n')
setInterval(() => undefined, 1_000)
