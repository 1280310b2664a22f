import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { walkerOf } from '../../walking.ts'

const place = new TestPlace()
const DAY = 86_400_000
let now = Date.parse('2026-03-17T02:00:00Z')
let core: Core

beforeAll(async () => {
  core = place.core({ now: () => now })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  for (const [login, role] of [
    ['han', 'security'],
    ['he', 'manager'],
    ['wu', 'operator'],
    ['shen', 'auditor'],
  ] as const)
    await addAccount(core, login, [role])
})
afterAll(() => place.clear())

const { create, fieldsOf, take } = walkerOf(() => core)

describe('protection measures (E1)', { timeout: 60_000 }, () => {
  it('ship ready, are checked, and fall due again by their frequency', async () => {
    await signInAs(core, 'han')
    const type = (await done(core, 'register.types', {})).types.find(
      ({ name }) => name === 'protection-measure',
    )
    expect(type?.ready?.slice(0, 3).map(({ fields }) => fields['name'])).toMatchObject([
      { 'zh-CN': '防火墙' },
      { 'zh-CN': '入侵检测系统' },
      { 'zh-CN': '数据备份' },
    ])
    const measure = await create('protection-measure', {
      name: '防火墙',
      kind: 'boundary',
      purpose: '阻断外部攻击',
      checkEvery: 'week',
    })
    await signInAs(core, 'wu')
    await create('security-check', {
      measure,
      checkedOn: '2026-03-16',
      result: 'ok',
      summary: '策略与变更单一致',
    })
    expect(await fieldsOf('protection-measure', measure)).toMatchObject({
      lastCheckedOn: '2026-03-16',
      lastResult: 'ok',
      nextCheckOn: '2026-03-23',
    })
    // A check that is entered late does not take the place of a later one.
    await create('security-check', {
      measure,
      checkedOn: '2026-03-09',
      result: 'failed',
      summary: '补录',
    })
    expect(await fieldsOf('protection-measure', measure)).toMatchObject({
      lastCheckedOn: '2026-03-16',
      lastResult: 'ok',
    })
    expect(
      await codeOf(core, 'register.create', {
        type: 'protection-measure',
        fields: { name: 'x', purpose: 'x' },
      }),
    ).toBe('denied')
    expect(await take('han', 'protection-measure', measure, 'switch-off')).toBe('missingFields')
    expect(
      await take('han', 'protection-measure', measure, 'switch-off', { notes: '设备下线' }),
    ).toBe('ok')
  })
})

describe('data and backups (E2)', { timeout: 60_000 }, () => {
  it('an integrity check and a restore test are told to what they belong to', async () => {
    await signInAs(core, 'han')
    const asset = await create('data-asset', {
      name: '结算流水',
      kind: 'finance',
      importance: 'core',
      integrityEvery: 'month',
    })
    await create('security-check', {
      asset,
      checkedOn: '2026-03-10',
      result: 'ok',
      summary: '对账为零',
    })
    expect(await fieldsOf('data-asset', asset)).toMatchObject({
      integrityCheckedOn: '2026-03-10',
      integrityNextOn: '2026-04-10',
    })
    await signInAs(core, 'wu')
    const job = await create('backup-job', { name: '核心库全量', method: 'full' })
    await create('backup-run', { job, startedAt: now - DAY, result: 'failed', note: '磁带满' })
    await create('restore-test', { job, testedOn: '2026-03-01', scope: '测试机', result: 'ok' })
    await create('restore-test', { job, testedOn: '2026-03-12', scope: '测试机', result: 'failed' })
    expect(await fieldsOf('backup-job', job)).toMatchObject({
      lastResult: 'failed',
      restoreTested: '2026-03-01',
    })
    expect(
      await codeOf(core, 'register.update', { type: 'restore-test', id: job, fields: {} }),
    ).toBe('denied')
  })
})

describe('vulnerabilities (E3)', { timeout: 60_000 }, () => {
  const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N'

  it('take score, severity and deadline from their vector, and refuse what disagrees', async () => {
    await signInAs(core, 'han')
    const id = await create('vulnerability', {
      title: '路径穿越',
      cvssVector: vector,
      discoveredAt: now,
    })
    expect(await fieldsOf('vulnerability', id)).toMatchObject({
      cvss: 7.5,
      severity: 'high',
      dueAt: now + 7 * DAY,
    })
    for (const fields of [
      { title: 'x', cvssVector: 'AV:N' },
      { title: 'x', cvssVector: vector, cvss: 9.8 },
    ])
      expect(await codeOf(core, 'register.create', { type: 'vulnerability', fields })).toBe(
        'fieldInvalid',
      )
    expect(
      await codeOf(core, 'register.update', { type: 'vulnerability', id, fields: { cvss: 3 } }),
    ).toBe('fieldInvalid')
    await signInAs(core, FOUNDER.login)
    await done(core, 'settings.set', { key: 'fixLowDays', value: 60 })
    await signInAs(core, 'han')
    await done(core, 'register.update', { type: 'vulnerability', id, fields: { severity: 'low' } })
    expect(await fieldsOf('vulnerability', id)).toMatchObject({ dueAt: now + 60 * DAY })
  })

  it('are closed by somebody else than who fixed them, with what proves it', async () => {
    await signInAs(core, 'wu')
    const owner = (await done(core, 'session.current', {})).session?.person ?? ''
    const id = await create('vulnerability', { title: 'SNMP', severity: 'medium', owner })
    expect(await take('wu', 'vulnerability', id, 'fix')).toBe('missingFields')
    expect(await take('wu', 'vulnerability', id, 'fix', { remedy: '改为SNMPv3' })).toBe('ok')
    expect(await take('wu', 'vulnerability', id, 'verify', { verification: '已拒绝' })).toBe(
      'denied',
    )
    expect(await take('han', 'vulnerability', id, 'verify')).toBe('missingFields')
    expect(await take('han', 'vulnerability', id, 'verify', { verification: '已拒绝' })).toBe('ok')
    expect(await fieldsOf('vulnerability', id)).toMatchObject({ state: 'closed', closedAt: now })
    expect(
      await codeOf(core, 'register.create', {
        type: 'vulnerability',
        fields: { title: 'x', state: 'closed' },
      }),
    ).toBe('fieldInvalid')
  })

  it('an accepted risk ends on its day, and the clock starts anew there', async () => {
    await signInAs(core, 'han')
    const id = await create('vulnerability', {
      title: '停止维护',
      severity: 'medium',
      discoveredAt: now,
    })
    const reason = '隔离网段'
    expect(
      await take('he', 'vulnerability', id, 'accept', {
        acceptReason: reason,
        acceptedUntil: '2026-03-17',
      }),
    ).toBe('notYet')
    expect(
      await take('he', 'vulnerability', id, 'accept', {
        acceptReason: reason,
        acceptedUntil: '2026-04-30',
      }),
    ).toBe('ok')
    const end = new Date(2026, 4, 1).getTime()
    expect(await fieldsOf('vulnerability', id)).toMatchObject({ dueAt: end + 30 * DAY })
    // The approval covers the day it names.
    expect(
      await codeOf(core, 'register.update', {
        type: 'vulnerability',
        id,
        fields: { acceptedUntil: '2027-01-01' },
      }),
    ).toBe('fieldInvalid')
    now += 100 * DAY
    await signInAs(core, 'han')
    const { gaps } = await done(core, 'security.posture', { from: now - 30 * DAY, to: now + DAY })
    expect(gaps.filter(({ title }) => title.includes('停止维护')).length).toBeGreaterThan(0)
    expect(await take('han', 'vulnerability', id, 'resume')).toBe('ok')
    expect(await fieldsOf('vulnerability', id)).toMatchObject({ dueAt: end + 30 * DAY })
    now -= 100 * DAY
  })

  it('come in from a scanner’s table and find their configuration items', async () => {
    await signInAs(core, 'wu')
    const item = await create('configuration-item', {
      name: 'web-07',
      address: '10.20.3.27',
      kind: 'server',
    })
    const csv =
      '漏洞名称,等级,主机,发现时间\n弱口令,高危,10.20.3.27,2026-03-16 10:00\n坏行,没有这级,web-08,\n'
    const answer = await done(core, 'transfer.import', {
      type: 'vulnerability',
      file: { name: 'rsas.csv', bytes: Buffer.from(csv) },
      mapping: { 漏洞名称: 'title', 等级: 'severity', 主机: 'host', 发现时间: 'discoveredAt' },
      dryRun: false,
      skipInvalid: true,
    })
    expect(answer).toMatchObject({ created: 1, skipped: 1 })
    const { rows } = await done(core, 'register.list', {
      type: 'vulnerability',
      text: '弱口令',
      limit: 5,
    })
    expect(rows[0]?.fields).toMatchObject({ severity: 'high', items: [item], state: 'open' })
    expect(rows[0]?.fields['dueAt']).toBe(Number(rows[0]?.fields['discoveredAt']) + 7 * DAY)
  })

  it('a scan moves its plan on', async () => {
    await signInAs(core, 'han')
    const plan = await create('scan-plan', {
      name: '业务区',
      scope: '10.20.3.0/24',
      every: 'month',
    })
    await create('scan', { name: '三月', plan, scannedOn: '2026-03-15', found: 6 })
    expect(await fieldsOf('scan-plan', plan)).toMatchObject({
      lastScanOn: '2026-03-15',
      nextScanOn: '2026-04-15',
    })
  })
})

describe('the review of rights (E2)', { timeout: 60_000 }, () => {
  it('is drawn from the real accounts, decided, signed, and closed once rights are gone', async () => {
    await signInAs(core, 'han')
    const work = await done(core, 'work.list', { scope: 'mine' })
    expect(JSON.stringify(work)).toContain('发起权限核查')
    const review = await create('access-review', { title: '一季度', subject: 'own' })
    expect(await take('han', 'access-review', review, 'sign', { conclusion: 'x' })).toBe('notYet')
    const first = await done(core, 'security.drawRights', { review })
    expect(first.lines).toBeGreaterThanOrEqual(5)
    expect((await done(core, 'security.drawRights', { review })).lines).toBe(0)
    const { rows } = await done(core, 'register.list', {
      type: 'access-line',
      where: [{ field: 'review', op: 'is', value: review }],
      limit: 100,
    })
    const spare = rows.find(({ fields }) => fields['grant'] === 'role/operator')
    if (!spare) throw new Error('the operator has no line')
    const rest = rows.filter(({ id }) => id !== spare.id).map(({ id }) => id)
    await done(core, 'security.decideRights', { lines: rest, decision: 'kept' })
    expect(await take('han', 'access-review', review, 'sign', { conclusion: 'x' })).toBe('notYet')
    expect(
      await codeOf(core, 'security.decideRights', { lines: [spare.id], decision: 'withdrawn' }),
    ).toBe('missingFields')
    await done(core, 'security.decideRights', {
      lines: [spare.id],
      decision: 'withdrawn',
      reason: '已调岗',
    })
    expect(await take('han', 'access-review', review, 'sign', { conclusion: '收回1条' })).toBe('ok')
    expect(String((await fieldsOf('access-review', review))['linesHash'])).toMatch(
      /^[0-9a-f]{64}$/u,
    )
    // What was signed changes no more.
    expect(
      await codeOf(core, 'security.decideRights', {
        lines: rest.slice(0, 1),
        decision: 'withdrawn',
        reason: 'x',
      }),
    ).toBe('wrongState')
    expect(await codeOf(core, 'security.drawRights', { review })).toBe('wrongState')
    expect(await take('han', 'access-review', review, 'close')).toBe('notYet')
    expect(await take('han', 'access-line', spare.id, 'carry-out')).toBe('ok')
    // Said to be withdrawn, but the account still has it.
    expect(await take('han', 'access-review', review, 'close')).toBe('notYet')
    await signInAs(core, FOUNDER.login)
    await done(core, 'accounts.update', {
      person: String(spare.fields['person']),
      roles: ['support'],
    })
    expect(await take('han', 'access-review', review, 'close')).toBe('ok')
    await signInAs(core, FOUNDER.login)
    await done(core, 'accounts.update', {
      person: String(spare.fields['person']),
      roles: ['operator'],
    })
  })
})

describe('events, audits and the posture (E4)', { timeout: 60_000 }, () => {
  it('an event is closed by somebody else, an audit when its findings are', async () => {
    await signInAs(core, 'wu')
    const event = await create('security-event', {
      title: '口令爆破',
      kind: 'attack',
      foundAt: now,
      owner: (await done(core, 'session.current', {})).session?.person ?? '',
    })
    expect(
      await take('wu', 'security-event', event, 'finish', {
        grade: 'trace',
        impact: '无',
        measures: '封禁',
      }),
    ).toBe('ok')
    expect(await take('wu', 'security-event', event, 'close', { lessons: '固化' })).toBe('denied')
    expect(await take('han', 'security-event', event, 'close', { lessons: '固化' })).toBe('ok')

    await signInAs(core, 'shen')
    const audit = await create('security-audit', {
      title: '日志审查',
      kind: 'trail',
      scope: '全部账号',
      plannedOn: '2026-03-10',
    })
    expect(await take('shen', 'security-audit', audit, 'start')).toBe('ok')
    expect(
      await take('shen', 'security-audit', audit, 'report', {
        procedure: '逐条',
        conclusion: '1项',
      }),
    ).toBe('ok')
    const finding = await create('finding', {
      title: '导出无事由',
      sources: [{ type: 'security-audit', id: audit }],
      dueAt: now - DAY,
    })
    expect(await take('he', 'security-audit', audit, 'close')).toBe('notYet')
    const { figures, gaps, weeks } = await done(core, 'security.posture', {
      from: now - 60 * DAY,
      to: now + DAY,
    })
    const value = (key: string) => figures.find((one) => one.key === key)?.value
    expect(value('events')).toBe(1)
    expect(value('findingsOverdue')).toBe(1)
    expect(value('assets')).toBe(1)
    expect(gaps.some(({ path }) => path.endsWith(finding))).toBe(true)
    expect(weeks.at(-1)?.open).toBe((value('open') ?? 0) + (value('accepted') ?? 0))
    expect(await take('wu', 'finding', finding, 'finish', { result: '已补记' })).toBe('ok')
    expect(await take('he', 'finding', finding, 'verify')).toBe('ok')
    expect(await take('he', 'security-audit', audit, 'close')).toBe('ok')
  })

  it('the summary of a period is a document in either language', async () => {
    await signInAs(core, 'han')
    for (const language of ['zh-CN', 'en'] as const) {
      const file = await done(core, 'security.postureReport', {
        from: now - 30 * DAY,
        to: now + DAY,
        language,
      })
      expect(file.name).toMatch(/\.docx$/u)
      expect(Buffer.from(file.bytes.subarray(0, 2)).toString()).toBe('PK')
    }
    const csv = await done(core, 'transfer.export', {
      type: 'vulnerability',
      format: 'csv',
      columns: ['number', 'title', 'severity', 'state', 'dueAt'],
      language: 'zh-CN',
    })
    expect(Buffer.from(csv.bytes).toString()).toContain('高危')
  })
})
