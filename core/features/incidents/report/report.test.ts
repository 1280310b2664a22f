import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, done } from '../../../testing.ts'
import { IncidentStage } from '../testing.ts'

const stage = new IncidentStage()
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-report-'))
beforeAll(() => stage.set())
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await stage.place.clear()
})

const reportOf = async (incident: string) => {
  const { report } = await done(stage.core, 'incident.report', { incident })
  if (report === null) throw new Error('no report')
  return report
}

/** An incident that is back to normal, with what its report is made of. */
async function reviewed(): Promise<string> {
  stage.at(0)
  await stage.as('zhao')
  const id = await stage.declare()
  stage.at(6)
  await stage.decided(id)
  await done(stage.core, 'incident.tell', { id, kind: 'report', text: '已电话报告市民服务中心' })
  await done(stage.core, 'incident.tell', { id, kind: 'note', text: '误发的一行' })
  const { lines } = await done(stage.core, 'incident.timeline', { id })
  await done(stage.core, 'incident.curate', { id, key: String(lines.at(-1)?.key), hidden: true })
  stage.at(95)
  await stage.repaired(id)
  stage.at(120)
  await stage.restored(id)
  return id
}

/** Text of a DOCX as LibreOffice lays it out on pages. */
function textOf(bytes: Uint8Array): string {
  const file = join(folder, 'report.docx')
  writeFileSync(file, bytes)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const made = spawnSync('soffice', [
    profile,
    '--headless',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    file,
  ])
  if (made.status !== 0) throw new Error(`soffice: ${made.stderr}`)
  const read = spawnSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'])
  // Where Han and Latin letters meet, pdftotext sees the gap between them as a space.
  return read.stdout.toString('utf8').replaceAll(/\s/gu, '')
}

describe('the fault report', () => {
  let id = ''

  it('is begun once, filled from what the incident knows, hidden lines left out', async () => {
    id = await reviewed()
    const first = await done(stage.core, 'incident.writeReport', {
      incident: id,
      language: 'zh-CN',
    })
    const again = await done(stage.core, 'incident.writeReport', { incident: id, language: 'en' })
    expect(again).toMatchObject({ id: first.id, made: false })
    const { texts, missing, dueBy } = await reportOf(id)
    expect(missing).toEqual([])
    expect(texts.summary).toContain('响应用时：6分')
    expect(texts.timeline).toContain('已电话报告市民服务中心')
    expect(texts.timeline).not.toContain('误发的一行')
    expect(texts.cause).toBe('原因类别：硬件\n控制器B电池老化')
    expect(dueBy).toBeGreaterThan(stage.now)
  })

  it('is approved by somebody else, signed, and changed no more', async () => {
    const { id: report } = await reportOf(id)
    await done(stage.core, 'incident.saveReport', { id: report, texts: { lessons: '' } })
    expect(await codeOf(stage.core, 'incident.submitReport', { id: report })).toBe('missingFields')
    await done(stage.core, 'incident.saveReport', { id: report, texts: { lessons: '列入巡检' } })
    await done(stage.core, 'incident.submitReport', { id: report })
    await stage.as('boss')
    await done(stage.core, 'incident.returnReport', { id: report, reason: '补充损失' })
    expect(await reportOf(id)).toMatchObject({ state: 'returned', returnReason: '补充损失' })
    await done(stage.core, 'incident.submitReport', { id: report })
    const own = { id: report, confirmation: await stage.confirmed('boss') }
    expect(await codeOf(stage.core, 'incident.approveReport', own)).toBe('ownAct')
    await done(stage.core, 'incident.returnReport', { id: report, reason: '由编写人提交' })
    await stage.reported(id)
    expect(await reportOf(id)).toMatchObject({ state: 'approved', approvedBy: { name: 'boss' } })
    const late = { id: report, texts: { cause: '别的' } }
    expect(await codeOf(stage.core, 'incident.saveReport', late)).toBe('wrongState')
    const { hits } = await done(stage.core, 'search.all', { text: '电池老化', limit: 20 })
    expect(hits.map(({ type }) => type)).toContain('fault-report')
    expect((await done(stage.core, 'audit.verify', {})).findings).toEqual([])
  })

  it('opens in LibreOffice with its text, table and picture', async () => {
    const { id: report } = await reportOf(id)
    const file = await done(stage.core, 'incident.exportReport', { id: report })
    expect(file.name).toMatch(/^FR-2026-A3-0001 故障报告.*\.docx$/u)
    const text = textOf(file.bytes)
    for (const words of [
      '故障报告：存储SAN-02控制器B离线',
      'INC-2026-A3-0001',
      '级别二级',
      '经过',
      '控制器B电池老化',
      '批准boss2026-',
    ])
      expect(text).toContain(words)
    expect(readFileSync(join(folder, 'report.pdf')).length).toBeGreaterThan(10_000)
  }, 120_000)

  it('speaks English where it is asked to', async () => {
    const english = await reviewed()
    const report = await stage.reported(english, 'en')
    const file = await done(stage.core, 'incident.exportReport', { id: report })
    const text = textOf(file.bytes)
    for (const words of [
      'Faultreport:存储SAN-02控制器B离线',
      'Courseofevents',
      'Whereitlies:Hardware',
    ])
      expect(text).toContain(words)
  }, 120_000)
})
