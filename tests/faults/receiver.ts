/**
 * The process that gets killed while attachments come: keeps their parts as the server's and the devices' transfers
 * do, and tells each that is durable. Arguments: folder, key in hex, number of the first attachment.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { PartialBlobs } from '../../core/sync/hub/partial-blobs.ts'
import { blobStore } from '../../core/workspace/blobs.ts'
import { attachment } from './attachment.ts'

const [folder = '', keyHex = '', first = '0'] = process.argv.slice(2)
const PART = 64 << 10

const tell = (what: unknown): void => {
  writeSync(1, `${JSON.stringify(what)}\n`)
}

function run(): void {
  const key = Buffer.from(keyHex, 'hex')
  const blobs = blobStore(join(folder, 'blobs'), key)
  const partial = new PartialBlobs(join(folder, 'partial'), key)
  for (let number = Number(first); ; number++) {
    const { sha256, bytes } = attachment(number)
    const named = { sha256, level: 1 } as const
    if (!blobs.has(sha256)) {
      for (let have = partial.have(named); have < bytes.length; have = partial.have(named)) {
        tell({ number, have })
        partial.add(named, have, bytes.subarray(have, have + PART))
      }
      tell({ number, have: bytes.length })
      blobs.take(partial.whole(named))
    }
    partial.drop(named)
    tell({ number, taken: true })
  }
}

tell({ ready: true })
process.stdin.once('data', run)
