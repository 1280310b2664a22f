/**
 * A server that gets killed: waits, its modules loaded, until it is told to go. Arguments: folder, port.
 */
import { writeSync } from 'node:fs'
import { start } from '../../../hub/start.ts'

const [folder = '', port = '0'] = process.argv.slice(2)

writeSync(1, 'ready\n')
process.stdin.once('data', () => {
  void start({ folder, quiet: true }).then(async ({ server }) => {
    await server.listen({ host: '127.0.0.1', port: Number(port) })
    writeSync(1, 'serving\n')
  })
})
