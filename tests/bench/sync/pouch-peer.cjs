/* The other side of the comparison: `serve FOLDER` or `replicate FOLDER PORT RECORDS`. */
const [what, folder, port, records] = process.argv.slice(2)
const { randomBytes } = require('node:crypto')
const PouchDB = require('pouchdb').defaults({ prefix: `${folder}/` })

async function replicate() {
  const remote = `http://127.0.0.1:${port}/bench`
  const first = new PouchDB('first')
  const docs = Array.from({ length: Number(records) }, (_, at) => ({
    _id: `log-entry-${String(at).padStart(8, '0')}`,
    type: 'log-entry',
    at: 1764370800000 + at,
    enteredAt: 1764370800000 + at,
    actor: '019ac9f1-7d5b-7a3c-8f44-5f0d9f3f2b11',
    category: 'round',
    text: `22:40 巡检 2 号机房：空调回风温度 23.6 ℃，UPS 负载 41 %，漏水绳无告警，柜门均已上锁。${at} ${randomBytes(60).toString('base64')}`,
    tags: ['夜班', '2 号机房'],
    device: '9a0d1c52e7b34f68',
  }))
  for (let from = 0; from < docs.length; from += 1000)
    await first.bulkDocs(docs.slice(from, from + 1000))
  const timed = async (work) => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  const options = { batch_size: 1000 }
  process.stdout.write(`push ${await timed(() => first.replicate.to(remote, options))}\n`)
  const second = new PouchDB('second')
  process.stdout.write(`pull ${await timed(() => second.replicate.from(remote, options))}\n`)
}

function serve() {
  const app = require('express')()
  app.use(
    require('express-pouchdb')(PouchDB, { inMemoryConfig: true, logPath: `${folder}/log.txt` }),
  )
  const server = app.listen(0, '127.0.0.1', () =>
    process.stdout.write(`${server.address().port}\n`),
  )
}

if (what === 'serve') serve()
else replicate().then(() => process.exit(0))
