import fc from 'fast-check'
import { expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import type { Role } from '../../contract/roles.ts'
import { change, onPlan, plan, RolesScene, type Somebody } from './roles-scene.ts'
import { copy, type TestDevice } from './testing.ts'
import type { StoredCommit } from './types.ts'

const CHOICES: readonly (readonly Role[])[] = [
  ['operator'],
  ['lead', 'support'],
  ['support'],
  ['administrator'],
]

const step = fc.record({
  device: fc.nat(2),
  by: fc.nat(3),
  act: fc.constantFrom('plan', 'write', 'state', 'roles', 'roles', 'close', 'learn', 'learn'),
  pick: fc.nat(20),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** People on three workstations whose program asks for no roles give each other roles and write. */
function history(steps: readonly Step[]): { scene: RolesScene; devices: readonly TestDevice[] } {
  const scene = new RolesScene()
  const people: readonly Somebody[] = [
    scene.administrator,
    ...CHOICES.slice(0, 3).map((roles) => scene.hire(roles)),
  ]
  const known = [uuidv7(), uuidv7()]
  for (const id of known) scene.write(scene.home, people[1] as Somebody, plan(id))
  const devices = [scene.workstation(), scene.workstation(), scene.workstation()]
  for (const { device: at, by: who, act, pick } of steps) {
    const device = devices[at] as TestDevice
    const by = people[who] as Somebody
    const id = known[pick % known.length] as string
    const other = people[pick % people.length] as Somebody
    try {
      if (act === 'learn') copy((devices[(at + 1 + (pick % 2)) % 3] as TestDevice).log, device.log)
      else if (act === 'plan') scene.write(device, by, plan(uuidv7()))
      else if (act === 'write') scene.write(device, by, onPlan(id, { title: `${pick}` }))
      else if (act === 'state')
        scene.write(device, by, onPlan(id, { state: pick % 2 === 0 ? 'done' : 'open' }))
      else if (act === 'roles')
        scene.write(device, by, change(other, { roles: CHOICES[pick % 4] as readonly Role[] }))
      else scene.write(device, by, change(other, { active: pick % 3 > 0 }))
    } catch (error) {
      // He has no account any more, there.
      if (!String(error).includes('commitInvalid')) throw error
    }
  }
  return { scene, devices }
}

const allOf = (devices: readonly TestDevice[]): readonly StoredCommit[] =>
  devices.flatMap(({ log }) =>
    Object.keys(log.versionVector()).flatMap((stream) => log.read(stream, 1, 10_000)),
  )

it('every replica judges a commit alike, whatever came first', () => {
  let refused = 0
  let taken = 0
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 40 }),
      fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      (steps, order) => {
        const { scene, devices } = history(steps)
        const commits = allOf(devices)
        const shuffled = commits
          .map((commit, at) => [(order[at % order.length] ?? 0) % 97, at, commit] as const)
          .toSorted(([a, x], [b, y]) => a - b || y - x)
          .map(([, , commit]) => commit)
        const replicas = [scene.replica(), scene.replica()] as const
        for (const { log } of replicas) copy(scene.home.log, log)
        replicas[0].log.receive(commits)
        for (const commit of shuffled) replicas[1].log.receive([commit])
        const [one, other] = replicas.map(({ log }) => ({
          vector: log.versionVector(),
          digest: log.digest(),
          refused: log
            .quarantined()
            .map(({ stream, seq, reason }) => `${stream}/${seq} ${reason}`)
            .toSorted(),
        }))
        expect(other).toEqual(one)
        refused += one?.refused.length ?? 0
        taken += Object.values(one?.vector ?? {}).reduce((sum, seq) => sum + seq, 0)
        for (const { db } of [scene.home, ...devices, ...replicas]) db.close()
      },
    ),
    { numRuns: 25 },
  )
  expect(refused).toBeGreaterThan(0)
  expect(taken).toBeGreaterThan(100)
})
