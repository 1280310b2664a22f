import { createCore } from '../../core/host.ts'
import { done, FOUNDER, signInAs } from '../../core/testing.ts'

/** Opens a workspace and lets it index until it is killed; says so once somebody is signed in. */
const [folder = ''] = process.argv.slice(2)
const core = createCore({ workspacePath: folder })
await signInAs(core, FOUNDER.login)
process.stdout.write('signed\n')
setInterval(() => void done(core, 'library.stats', {}), 50)
