/** A core that watches until it is killed: `node victim.ts <workspace>`. */
import { createCore } from '../../core/host.ts'
import { FOUNDER } from '../../core/testing.ts'

const core = createCore({ workspacePath: String(process.argv[2]) })
await core.manager.signIn(FOUNDER.login, FOUNDER.password)
process.stdout.write('watching\n')
setInterval(() => undefined, 1_000)
