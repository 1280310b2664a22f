import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CORE_PROCEDURES } from '../../../../contract/procedures.ts'
import type { Core } from '../../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../../testing.ts'
import { addDocument } from '../../../../tests/support/library-documents.ts'

let place: TestPlace
let core: Core
let document: string
const SECRET = '只有我知道的批注'

beforeEach(async () => {
  place = new TestPlace()
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  document = addDocument(core, { title: 'a', format: 'text', body: '控制器切换' }).document
})
afterEach(() => place.clear())

const note = (shared: boolean, text: string) => ({
  document,
  kind: 'note' as const,
  shared,
  place: { page: 3, quote: '控制器切换' },
  text,
})
const texts = async () =>
  (await done(core, 'library.notes', { document })).notes.map(({ text }) => text)

it('keeps notes for oneself and for everybody, changes, removes and restores them', async () => {
  const own = await done(core, 'library.saveNote', note(false, SECRET))
  const all = await done(core, 'library.saveNote', note(true, '先停用B侧路径'))
  expect(await texts()).toEqual([SECRET, '先停用B侧路径'])
  const { notes } = await done(core, 'library.notes', { document })
  expect(notes[0]).toMatchObject({
    shared: false,
    mine: true,
    place: { page: 3, quote: '控制器切换' },
  })
  await done(core, 'library.saveNote', { ...note(true, '改过'), id: all.id })
  await done(core, 'library.saveNote', { ...note(false, `${SECRET}，改过`), id: own.id })
  expect(await texts()).toEqual([`${SECRET}，改过`, '改过'])
  for (const [id, shared] of [
    [own.id, false],
    [all.id, true],
  ] as const) {
    await done(core, 'library.removeNote', { id, shared })
    expect(await texts()).toHaveLength(1)
    await done(core, 'library.restoreNote', { id, shared })
    expect(await texts()).toHaveLength(2)
  }
})

it('shows a personal note to nobody else by any procedure, whatever his roles', async () => {
  const { id } = await done(core, 'library.saveNote', note(false, SECRET))
  await addAccount(
    core,
    'curious',
    ['administrator', 'manager', 'auditor', 'security', 'controller', 'lead', 'operator'],
    3,
  )
  await signInAs(core, 'curious')
  expect(await texts()).toEqual([])
  for (const input of [
    ['library.removeNote', { id, shared: false }],
    ['library.restoreNote', { id, shared: false }],
    ['library.removeNote', { id, shared: true }],
    ['library.saveNote', { ...note(false, 'x'), id }],
  ] as const)
    expect(await codeOf(core, input[0], input[1] as never)).toBe('notFound')
  const type = 'personal-note'
  const asked: readonly (readonly [keyof typeof CORE_PROCEDURES, unknown])[] = [
    ['register.list', { type, limit: 10 }],
    ['register.get', { type, id }],
    ['register.history', { type, id }],
    ['register.comments', { type, id }],
    ['register.facets', { type, field: '_created_by' }],
    ['transfer.export', { type, format: 'csv', columns: ['sealed'], language: 'en' }],
    ['register.labels', { refs: [{ type, id }] }],
    ['register.lookup', { text: SECRET, limit: 10 }],
    ['search.all', { text: SECRET, limit: 10 }],
    ['audit.list', { type, limit: 50 }],
    ['audit.list', { limit: 50 }],
  ]
  for (const [name, input] of asked) {
    const answer = JSON.stringify(await core.dispatch(name, input))
    expect([name, answer.includes(SECRET)]).toEqual([name, false])
    if (name.startsWith('register.') && name !== 'register.lookup' && name !== 'register.labels')
      expect([name, JSON.parse(answer).ok]).toEqual([name, false])
  }
  // Nor does anything of its content stand in a table, open or sealed to a level.
  const rows = JSON.stringify(
    core.manager.workspace?.db.prepare('SELECT * FROM r_personal_note').all(),
  )
  expect(rows).not.toContain('控制器')
  expect(rows).not.toContain(document)
})

it('lets only the author change a shared note, and keepers remove it', async () => {
  await addAccount(core, 'writer', ['operator'])
  await addAccount(core, 'other', ['operator'])
  await signInAs(core, 'writer')
  const { id } = await done(core, 'library.saveNote', note(true, 'x'))
  await signInAs(core, 'other')
  expect(await texts()).toEqual(['x'])
  expect(await codeOf(core, 'library.saveNote', { ...note(true, 'y'), id })).toBe('denied')
  expect(await codeOf(core, 'library.removeNote', { id, shared: true })).toBe('denied')
  await signInAs(core, FOUNDER.login)
  expect(await codeOf(core, 'library.removeNote', { id, shared: true })).toBe('ok')
})

it('hides notes with their document, and gives them its level', async () => {
  const secret = addDocument(core, { title: 'b', format: 'text', level: 2, body: 'x' }).document
  const { id } = await done(core, 'library.saveNote', { ...note(true, '机密'), document: secret })
  const row = core.manager.workspace?.log.row('document-note', id)
  expect(row?.level).toBe(2)
  expect(JSON.stringify(row)).not.toContain('机密')
  await addAccount(core, 'low', ['operator'])
  await signInAs(core, 'low')
  expect(await codeOf(core, 'library.notes', { document: secret })).toBe('notFound')
  expect(await codeOf(core, 'library.removeNote', { id, shared: true })).toBe('notFound')
  expect(await codeOf(core, 'library.saveNote', { ...note(false, 'x'), document: secret })).toBe(
    'notFound',
  )
})

it('records printing and saving', async () => {
  const { token } = await done(core, 'library.open', { document })
  await done(core, 'library.takeOut', { token, how: 'print' })
  await done(core, 'library.takeOut', { token, how: 'export' })
  const { entries } = await done(core, 'audit.list', { type: 'access-event', limit: 10 })
  expect(JSON.stringify(entries.slice(0, 2))).toMatch(/export.*print/su)
})
