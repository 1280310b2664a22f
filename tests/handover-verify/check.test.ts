import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HandoverStage } from '../../core/features/handover/testing.ts'
import { done } from '../../core/testing.ts'
import { check } from './check.ts'

const stage = new HandoverStage()
let text = ''
let staying = ''

async function exported(id: string): Promise<string> {
  const { bytes, name } = await done(stage.core, 'handover.export', { id, language: 'en' })
  expect(name).toMatch(/^Handover sheet HO-2026-A3-\d{4}\.json$/u)
  return Buffer.from(bytes).toString('utf8')
}

beforeAll(async () => {
  await stage.set()
  const id = await stage.signedOut('SAN-02控制器B离线', '限流保持到12:00')
  await stage.as('zhao')
  const point = String((await stage.sheet(id)).points[0]?.id)
  const ask = { point, kind: 'question' as const, text: '何时更换？' }
  await done(stage.core, 'handover.answer', { id, entries: [ask] })
  await stage.as('chen')
  const answer = { point, kind: 'answer' as const, text: '10:00' }
  await done(stage.core, 'handover.answer', { id, entries: [answer] })
  await stage.as('zhao')
  await stage.acknowledgeAll(id)
  await done(stage.core, 'handover.accept', { id, ...stage.confirmed('zhao') })
  text = await exported(id)

  await stage.next()
  const stays = await stage.signedOut('无遗留')
  await stage.as('ma')
  await done(stage.core, 'handover.countersign', { id: stays, ...stage.confirmed('ma') })
  await stage.as('chen')
  await stage.acknowledgeAll(stays)
  await done(stage.core, 'handover.accept', { id: stays, ...stage.confirmed('chen') })
  staying = await exported(stays)
}, 60_000)
afterAll(() => stage.place.clear())

interface File {
  documents: { out: string; in: string }
  signatures: Record<'out' | 'in', { commit: string; digest: string; person: string }>
  keys: { people: unknown[]; devices: unknown[] }
  commits: { body: string; signature: string; previous: string }[]
}

/** The text with one bit of what it encodes turned over. */
function flipped(encoded: string): string {
  const form = /^[0-9a-f]{64}$/u.test(encoded) ? 'hex' : 'base64url'
  const bytes = Buffer.from(encoded, form)
  const middle = bytes.length >> 1
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  return bytes.toString(form)
}

describe('an outsider who has only the file and the instructions', () => {
  it('finds both signatures good, and that of a lead who countersigned', () => {
    expect(check(text)).toEqual([])
    expect(check(staying)).toEqual([])
  })

  it('finds every changed byte of what was signed', () => {
    const file = JSON.parse(text) as File
    const changed = (alter: (copy: File) => void): readonly string[] => {
      const copy = structuredClone(file)
      alter(copy)
      return check(JSON.stringify(copy))
    }
    const cases: readonly ((copy: File) => void)[] = [
      (copy) => void (copy.documents.out = copy.documents.out.replace('12:00', '18:00')),
      (copy) => void (copy.documents.in = copy.documents.in.replace('10:00', '11:00')),
      (copy) => void (copy.signatures.out.digest = copy.signatures.in.digest),
      (copy) => void (copy.signatures.in = copy.signatures.out),
      (copy) => void copy.keys.people.pop(),
      (copy) => void copy.keys.devices.pop(),
      (copy) => void copy.commits.pop(),
    ]
    for (const [index, alter] of cases.entries())
      expect(changed(alter), `case ${index}`).not.toEqual([])
    for (const index of file.commits.keys())
      for (const part of ['body', 'signature', 'previous'] as const)
        expect(
          changed(({ commits }) => {
            const commit = commits[index]
            if (commit) commit[part] = flipped(commit[part])
          }),
          `${part} ${index}`,
        ).not.toEqual([])
  })

  it('holds no private key and nothing of the records that the points tell of', () => {
    expect(text).not.toContain('wrapped')
    expect(text).not.toContain('contentKeys')
  })
})
