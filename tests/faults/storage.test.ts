import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CoreProcedureName, InputOf } from '../../contract/procedures.ts'
import { createCore, type Core } from '../../core/host.ts'
import { codeOf, done, FOUNDER, signInAs } from '../../core/testing.ts'
import { skip } from '../support/skip.ts'
import { makeReadOnly, mountSmall, unmount } from './mounts.ts'
import { faultsOf, newFolder, removeFolder, textOf, type Acknowledged } from './place.ts'

const folder = newFolder('storage')
afterAll(() => removeFolder(folder))

/** A workspace with what was acknowledged in it. */
class Desk {
  readonly workspace: string
  readonly acknowledged: Acknowledged[] = []
  core: Core
  key = new Uint8Array()

  /** What the window was told of the store, in order. */
  readonly told: string[] = []

  constructor(workspace: string) {
    this.workspace = workspace
    this.core = this.#open()
  }

  #open(): Core {
    return createCore({
      workspacePath: this.workspace,
      onEvent: (event, payload) => {
        if (event === 'storage.changed' && 'state' in payload) this.told.push(payload.state)
      },
    })
  }

  async make(): Promise<void> {
    await done(this.core, 'workspace.create', FOUNDER)
    this.key = Uint8Array.from(this.core.manager.workspace?.databaseKey ?? [])
    for (let count = 0; count < 30; count++) expect(await this.write()).toBe('ok')
  }

  /** Code of the answer to a new entry, kept when it was acknowledged. */
  async write(): Promise<string> {
    const id = uuidv7()
    const answer = await this.core.dispatch('log.write', {
      id,
      text: textOf(id),
      category: 'round',
    } satisfies InputOf<'log.write'>)
    if (!answer.ok) return answer.error.code
    const { commit } = answer.value as { commit: string }
    this.acknowledged.push({ id, commit })
    return 'ok'
  }

  /** Every kind of writing, with the code that it answers. */
  async writings(): Promise<Record<string, string>> {
    const big = Buffer.from(`${uuidv7()}${'数据'.repeat(500_000)}`)
    const calls: { [N in CoreProcedureName]?: InputOf<N> } = {
      'files.put': { name: 'a.txt', mime: 'text/plain', bytes: big },
      'drafts.save': { key: 'log', value: 'x'.repeat(500_000) },
      'register.create': {
        type: 'contact',
        fields: { role: 'vendor', name: '李工', phone: '13800000000', notes: '夜'.repeat(4000) },
      },
      'settings.set': { key: 'name', value: `滨江${'江'.repeat(30)}` },
    }
    const codes: Record<string, string> = {}
    for (const [name, input] of Object.entries(calls)) {
      const answer = await this.core.dispatch(name, input)
      codes[name] = answer.ok ? 'ok' : answer.error.code
    }
    return codes
  }

  async listed(): Promise<number> {
    return (await done(this.core, 'log.list', { limit: 1 })).total
  }

  async reopen(): Promise<string> {
    await this.core.close()
    this.core = this.#open()
    return codeOf(this.core, 'session.signIn', {
      login: FOUNDER.login,
      password: FOUNDER.password,
    })
  }

  /** Whole after all, and open for work again. */
  async isWhole(): Promise<void> {
    expect((await done(this.core, 'audit.verify', {})).findings).toEqual([])
    await this.core.close()
    expect(await faultsOf(this.workspace, this.key, this.acknowledged)).toEqual([])
    expect(namesIn(this.workspace).filter((name) => name.endsWith('.new'))).toEqual([])
    this.core = this.#open()
    await signInAs(this.core, FOUNDER.login)
    expect(await this.write()).toBe('ok')
    expect(await this.listed()).toBe(this.acknowledged.length)
  }
}

const namesIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, encoding: 'utf8' })

describe('a full disk', () => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const reason = mountSmall(disk, 12)
  if (reason !== undefined) console.log(`disk full: skipped, ${reason}`)
  const ballast = join(disk, 'ballast')
  const desk = new Desk(join(disk, 'workspace'))

  /** Takes all space but so many bytes. */
  function fill(left: number): void {
    const handle = openSync(ballast, 'w')
    const spare = join(disk, 'spare')
    if (left > 0) {
      const kept = openSync(spare, 'w')
      writeSync(kept, Buffer.alloc(left, 1))
      closeSync(kept)
    }
    try {
      for (const size of [1 << 20, 4096])
        for (let full = false; !full;) full = writesNothing(handle, size)
    } finally {
      closeSync(handle)
      rmSync(spare, { force: true })
    }
  }

  beforeAll(async () => {
    if (reason === undefined) await desk.make()
  })
  afterAll(async () => {
    try {
      await desk.core.close()
    } finally {
      if (reason === undefined) unmount(disk)
    }
  })

  it.skipIf(reason !== undefined)('is told as such, wherever it fills up', async () => {
    for (let left = 0; left <= 160; left += 8) {
      fill(left << 10)
      const codes = new Set<string>()
      for (let count = 0; count < 200; count++) {
        const code = await desk.write()
        codes.add(code)
        if (code !== 'ok') break
      }
      expect([...codes].filter((code) => code !== 'ok')).toEqual(['diskFull'])
      expect(await desk.listed()).toBe(desk.acknowledged.length)
      rmSync(ballast)
      expect(await desk.write()).toBe('ok')
      expect(desk.told.splice(0)).toEqual(['diskFull', 'ok'])
    }
    await desk.isWhole()
  })

  it.skipIf(reason !== undefined)(
    'refuses every kind of writing and lets people read',
    async () => {
      fill(0)
      while ((await desk.write()) === 'ok');
      expect(await desk.writings()).toEqual({
        'files.put': 'diskFull',
        'drafts.save': 'diskFull',
        'register.create': 'diskFull',
        'settings.set': 'diskFull',
      })
      expect(await desk.listed()).toBe(desk.acknowledged.length)
      rmSync(ballast)
      expect(new Set(Object.values(await desk.writings()))).toEqual(new Set(['ok']))
      await desk.isWhole()
    },
  )

  it.skipIf(reason !== undefined)('refuses the sign-in, and lets it pass afterwards', async () => {
    fill(0)
    while ((await desk.write()) === 'ok');
    // Closing may give space back: what stood in the write-ahead log.
    await desk.core.close()
    fill(0)
    expect(await desk.reopen()).toBe('diskFull')
    rmSync(ballast)
    expect(await desk.reopen()).toBe('ok')
    await desk.isWhole()
  })
})

/** True when the disk took less than it was given. */
function writesNothing(handle: number, size: number): boolean {
  try {
    return writeSync(handle, Buffer.alloc(size, 1)) < size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return true
    throw error
  }
}

describe('a read-only folder', () => {
  const desk = new Desk(join(folder, 'workspace'))
  beforeAll(() => desk.make())
  afterAll(() => desk.core.close())

  it('is told as such, loses nothing and works again afterwards', async (test) => {
    await desk.core.close()
    const undo = makeReadOnly(desk.workspace)
    if (typeof undo === 'string') return skip(test, undo)
    try {
      const before = namesIn(desk.workspace)
      expect(await desk.reopen()).toBe('workspaceReadOnly')
      expect(await desk.write()).toBe('notSignedIn')
      expect(namesIn(desk.workspace)).toEqual(before)
    } finally {
      await desk.core.close()
      undo()
    }
    expect(await desk.reopen()).toBe('ok')
    await desk.isWhole()
  })

  it('refuses attachments when it becomes read-only under an open workspace', async (test) => {
    const undo = makeReadOnly(desk.workspace)
    if (typeof undo === 'string') return skip(test, undo)
    try {
      expect((await desk.writings())['files.put']).toBe('workspaceReadOnly')
      // The open database is still writable; what it takes must stand.
      await desk.write()
      expect(await desk.listed()).toBe(desk.acknowledged.length)
    } finally {
      undo()
    }
    expect((await desk.writings())['files.put']).toBe('ok')
    await desk.isWhole()
  })
})
