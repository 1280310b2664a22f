import { uuidv7 } from 'uuidv7'
import { DEMO_PASSWORD } from './start/demonstration.ts'

/** Calls a procedure, at a window or in core. */
export type Asks = <T>(procedure: string, input: object) => Promise<T>

const MINUTE = 60_000
const TITLES = {
  report: { zh: '社保查询页面打不开', en: 'Social security queries do not open' },
  review: { zh: '统一认证短信验证码延迟', en: 'Sign-in codes by text message arrive late' },
}

/** Declares an incident and brings it as far as asked; answers its id. */
export async function declareIncident(
  ask: Asks,
  phase: keyof typeof TITLES,
  chinese: boolean,
): Promise<string> {
  const in_ = (zh: string, en: string): string => (chinese ? zh : en)
  const id = uuidv7()
  const title = in_(TITLES[phase].zh, TITLES[phase].en)
  const discoveredAt = Date.now() - (phase === 'report' ? 4 : 190) * MINUTE
  await ask('incident.declare', { id, title, grade: 3, discoveredAt, source: 'request' })
  if (phase === 'report') return id
  const { session } = await ask<{ session: { person: string } }>('session.current', {})
  await ask('incident.answer', { id })
  const changes = {
    scope: in_('移动端登录', 'Sign-in from phones'),
    assessor: session.person,
    executor: session.person,
    impacts: ['customers'],
    loss: in_('验证码晚到3分钟', 'Codes three minutes late'),
    options: in_('切换备用短信通道', 'Switch to the spare channel'),
    causeKind: 'software',
    rootCause: in_('短信网关队列参数过小', 'The queue of the message gateway was too small'),
    lessons: in_('队列长度纳入监控。', 'The length of the queue is monitored now.'),
  }
  await ask('incident.update', { id, changes })
  const reason = in_('备用通道可用', 'The spare channel works')
  await ask('incident.decide', { id, decision: 'repair', reason })
  const verification = in_('实测5次，均在10秒内', 'Tried five times, within 10 s')
  await ask('incident.repaired', { id, verification })
  const { confirmation } = await ask<{ confirmation: string }>('session.confirm', {
    password: DEMO_PASSWORD,
  })
  await ask('incident.restore', { id, confirmation })
  return id
}
