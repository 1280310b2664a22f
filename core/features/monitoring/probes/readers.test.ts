import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExposition } from './exposition.ts'
import { hostOf } from './node-exporter.ts'
import { pinged } from './ping.ts'
import { processList, taskList } from './process-table.ts'
import { Rates } from './rates.ts'
import { queried, shown } from './service.ts'

describe('what other programs say', () => {
  it('is read from the Prometheus text format', () => {
    const text = [
      '# HELP up whether it is up',
      '# TYPE up gauge',
      'up 1',
      String.raw`path{name="C:\\x \"y\"",zone="a,b}"} 2.5e3 1700000000000`,
      'inf{le="+Inf"} +Inf',
      'none NaN',
      'broken{a="b" 1',
      'half',
    ].join('\n')
    expect(parseExposition(text)).toEqual([
      { name: 'up', labels: {}, value: 1 },
      { name: 'path', labels: { name: String.raw`C:\x "y"`, zone: 'a,b}' }, value: 2500 },
      { name: 'inf', labels: { le: '+Inf' }, value: Infinity },
      { name: 'none', labels: {}, value: Number.NaN },
    ])
    expect(parseExposition('<html><body>Sign in</body></html>')).toBeUndefined()
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const one of parseExposition(`a 1\n${text}`) ?? []) expect(one.name).not.toBe('')
        pinged(text, 3)
        shown(text)
        queried(text)
        taskList(text)
        processList(text)
      }),
    )
  })

  it('of ping is read in several languages and systems', () => {
    const linux = '64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.50 ms\n64 bytes: time=1.50 ms'
    expect(pinged(linux, 3)).toMatchObject({
      state: 'up',
      samples: [
        { metric: 'time', value: 1 },
        { metric: 'loss', value: 100 / 3 },
      ],
    })
    const windows =
      '来自 10.0.0.1 的回复: 字节=32 时间<1ms TTL=128\n来自 10.0.0.1 的回复: 字节=32 时间=3ms TTL=128'
    expect(pinged(windows, 2).samples[0]).toEqual({ metric: 'time', value: 2 })
    const gone = '3 packets transmitted, 0 received, 100% packet loss, time 2031ms'
    expect(pinged(gone, 3)).toMatchObject({ state: 'down', reason: 'unreachable' })
  })

  it('of services is read from systemd and Windows', () => {
    const block = (active: string, sub: string, load = 'loaded', result = 'success') =>
      `Id=x.service\nLoadState=${load}\nActiveState=${active}\nSubState=${sub}\nResult=${result}`
    expect(shown(block('active', 'running'))).toMatchObject({ state: 'up' })
    expect(shown(block('failed', 'failed', 'loaded', 'exit-code'))).toMatchObject({
      state: 'down',
      detail: 'failed, failed, exit-code',
    })
    expect(shown(block('inactive', 'dead', 'not-found'))).toMatchObject({ reason: 'missing' })
    const sc = (state: string) =>
      `SERVICE_NAME: Spooler\r\n        TYPE               : 110  WIN32_OWN_PROCESS\r\n        STATE              : ${state}\r\n`
    expect(queried(sc('4  RUNNING')).state).toBe('up')
    expect(queried(sc('1  STOPPED'))).toMatchObject({ state: 'down', detail: 'STOPPED' })
    expect(queried('[SC] EnumQueryServicesStatus:OpenService FAILED 1060:')).toMatchObject({
      state: 'unknown',
      reason: 'missing',
    })
  })

  it('of processes is read from tasklist and ps', () => {
    const rows = taskList('"sqlservr.exe","4312","Services","0","1,245,112 K"\r\n')
    expect(rows).toMatchObject([{ pid: 4312, names: ['sqlservr.exe'], memory: 1_245_112 * 1_024 }])
    expect(processList('  812  20480  1:02.50 /usr/sbin/sshd\n')).toMatchObject([
      { pid: 812, names: ['sshd'], cpu: 62.5, memory: 20_480 * 1_024 },
    ])
  })
})

describe('counters', () => {
  it('become rates; one that began anew counts from nought', () => {
    const rates = new Rates()
    rates.begin(1_000)
    expect(rates.rate('a', 100)).toBeUndefined()
    rates.begin(11_000)
    expect(rates.rate('a', 150)).toBe(5)
    rates.begin(21_000)
    expect(rates.rate('a', 20)).toBe(2)
    expect(rates.rate('b', 1)).toBeUndefined()
  })

  it('of a processor never leave 0 to 100 per cent, resets included', () => {
    const counter = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(fc.array(fc.tuple(counter, counter), { minLength: 2, maxLength: 20 }), (all) => {
        const rates = new Rates()
        all.forEach(([idle, user], index) => {
          rates.begin(1_000 + index * 1_000)
          const of = (mode: string, value: number) => ({
            name: 'node_cpu_seconds_total',
            labels: { cpu: '0', mode },
            value,
          })
          const cpu = hostOf([of('idle', idle), of('user', user)], rates).find(
            ({ metric }) => metric === 'cpu',
          )
          if (cpu === undefined) return
          expect(cpu.value).toBeGreaterThanOrEqual(0)
          expect(cpu.value).toBeLessThanOrEqual(100)
        })
      }),
    )
  })
})
