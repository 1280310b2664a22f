import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openBundle } from '../../../core/sync/bundle.ts'
import { makeBundle, takeBundle } from '../../../core/sync/carry.ts'
import { setLocalState } from '../../../core/workspace/local-state.ts'
import { OVERRIDE } from '../../../core/sync/hub/server-record.ts'
import { Site } from '../../faults/sync/site.ts'
import { percentiles, timed, type Figure } from '../figures.ts'
import { BenchDevice } from './device.ts'
import type { Baseline } from './pouch.ts'

const DEVICES = 50
const EACH_WRITES = 40
const SAMPLES = 100

const perSecond = (count: number, ms: number): number => (count * 1000) / ms
const mb = (bytes: number): number => bytes / 1e6

/** The figures of one store. */
export async function* syncFigures(
  store: string,
  records: number,
  baseline: Baseline,
  postgres?: string,
  /** Another empty database. */
  another?: string,
): AsyncGenerator<Figure> {
  const site = await Site.make('bench-sync', postgres)
  await site.hub.start()
  const [home, second, third] = site.devices.map(({ place }) => BenchDevice.open(place))
  if (!home || !second || !third) throw new Error('three devices')
  const { bytes } = site.line
  const counted = async (work: () => Promise<void>): Promise<{ ms: number; mb: number }> => {
    const before = bytes.up + bytes.down
    const ms = await timed(work)
    return { ms, mb: mb(bytes.up + bytes.down - before) }
  }
  const figure = (
    rest: Omit<Figure, 'what' | 'baseline'> & { what: string; baseline?: string },
  ) => ({
    baseline: '',
    ...rest,
    what: `${store}: ${rest.what}`,
  })
  try {
    home.write(records)
    for (const device of [home, second]) await device.connect(site.line.port)
    for (const [what, device, before] of [
      ['first push', home, baseline.push],
      ['first pull', second, baseline.pull],
    ] as const) {
      const took = await counted(() => device.exchange())
      const rate = perSecond(records, took.ms)
      yield figure({
        what,
        measured: `${Math.round(rate)} records/s, ${took.mb.toFixed(1)} MB`,
        baseline: `PouchDB ${Math.round(before.rate)}/s, ${before.mb.toFixed(1)} MB`,
        value: rate / before.rate,
        unit: 'x',
        target: { least: 2.5 },
      })
      yield figure({
        what: `${what}, bytes for 50,000`,
        measured: '',
        value: (took.mb * 50_000) / records,
        unit: 'MB',
        target: { most: 13 },
      })
    }
    home.write(100)
    const change = await counted(async () => {
      await home.exchange()
      await second.exchange()
    })
    yield figure({
      what: '100 changes, to the other device',
      measured: `${(change.mb * 500).toFixed(1)} KB each way`,
      value: change.ms,
      unit: 'ms',
      target: { most: 100 },
    })
    home.write(records, 100)
    const bulk = await counted(() => home.exchange())
    const bulkPull = await counted(() => second.exchange())
    yield figure({
      what: 'push of commits of 100 records',
      measured: `pull ${Math.round(perSecond(records, bulkPull.ms))}/s, ${bulk.mb.toFixed(1)} MB`,
      value: perSecond(records, bulk.ms),
      unit: 'records/s',
      target: { least: 2.5 * baseline.push.rate },
    })
    for (const device of [home, second]) device.disconnect()
    yield figure(await latency(site, home, second))
    if (postgres === undefined)
      for (const one of await bundles(site, home, third)) yield figure(one)
    yield figure(await crowd(another))
  } finally {
    for (const device of [home, second, third]) device.close()
    await site.close()
  }
}

type Part = Omit<Figure, 'baseline'>

/** One change at a time, written at one device until it stands in the other. */
async function latency(site: Site, home: BenchDevice, second: BenchDevice): Promise<Part> {
  for (const { workspace } of [home, second])
    setLocalState(workspace.db, OVERRIDE, `https://127.0.0.1:${site.line.port}`)
  const services = [home.serve(), second.serve()]
  const times: number[] = []
  for (let sample = -5; sample < SAMPLES; sample++) {
    while (services.some((service) => service.status()?.phase !== 'live')) await sleep(10)
    const arrived = new Promise<void>((resolve) => {
      const forget = second.workspace.log.onChange(() => {
        forget()
        resolve()
      })
    })
    const took = await timed(async () => {
      home.write(1)
      await arrived
    })
    if (sample >= 0) times.push(took)
    await sleep(20)
  }
  for (const service of services) await service.stop()
  const { p50, p95 } = percentiles(times)
  return {
    what: 'one change, device to device, p95',
    measured: `p50 ${p50.toFixed(1)} ms`,
    value: p95,
    unit: 'ms',
    target: { most: 50 },
  }
}

/** Out of the one that has everything, into one that has nothing of it. */
async function bundles(site: Site, home: BenchDevice, third: BenchDevice): Promise<Part[]> {
  const path = join(site.folder, 'bench.wkbundle')
  const since = third.workspace.log.versionVector()
  const recipients = { passphrase: 'bench' }
  const out = await timed(() =>
    makeBundle(home.workspace, { path, recipients, since, now: Date.now() }),
  )
  let commits = 0
  const into = await timed(async () => {
    commits = (await takeBundle(third.workspace, await openBundle(path, recipients), Date.now()))
      .applied
  })
  const measured = `${commits} commits`
  return [
    { what: 'bundle, export', measured, value: out / 1000, unit: 's', target: { most: 2 } },
    { what: 'bundle, import', measured, value: into / 1000, unit: 's', target: { most: 4 } },
  ]
}

/** Many devices that all write and want what all the others wrote. */
async function crowd(postgres: string | undefined): Promise<Part> {
  const site = await Site.make('bench-crowd', postgres)
  const devices: BenchDevice[] = []
  try {
    await site.hub.start()
    const [first] = site.devices
    if (!first) throw new Error('no device')
    const home = BenchDevice.open(first.place)
    for (let no = 1; no <= DEVICES; no++)
      devices.push(home.enrol(join(site.folder, `crowd-${no}`), no))
    await home.connect(site.line.port)
    await home.exchange()
    const known = Object.keys(home.workspace.log.versionVector())
    for (const { workspace } of devices)
      workspace.log.receive(known.flatMap((stream) => home.workspace.log.read(stream, 1, 1000)))
    for (const device of devices) device.write(EACH_WRITES)
    const served: number[] = []
    const began = performance.now()
    await Promise.all(
      devices.map(async (device) => {
        await device.connect(site.line.port)
        await device.exchange()
        served.push((performance.now() - began) / 1000)
      }),
    )
    await Promise.all(devices.map((device) => device.exchange()))
    const digests = new Set(devices.map(({ workspace }) => workspace.log.digest()))
    if (digests.size !== 1) throw new Error(`${digests.size} different ends`)
    devices.push(home)
    const status = readFileSync(`/proc/${site.hub.pid}/status`, 'utf8')
    const [soonest, last] = [Math.min(...served), Math.max(...served)]
    return {
      what: `${DEVICES} devices at once, memory of the server`,
      measured: `served after ${soonest.toFixed(1)}-${last.toFixed(1)} s, no error`,
      value: Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1]) / 1024,
      unit: 'MB',
      target: { most: 400 },
    }
  } finally {
    for (const device of devices) device.close()
    await site.close()
  }
}
