import { existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { FeatureModule } from './feature.ts'
import { addAccount, done, FOUNDER, signInAs, TestPlace } from './testing.ts'

const place = new TestPlace()
afterAll(() => place.clear())

describe('background work of a feature', () => {
  const told: string[] = []
  let job = Promise.withResolvers<void>()
  const feature = (name: string, fails: boolean): FeatureModule => ({
    name,
    types: [],
    handlers: {},
    background(host) {
      told.push(`${name} open ${host.workspace.name}`)
      if (fails) throw new Error('broken from the beginning')
      return {
        signedIn({ session }) {
          told.push(`${name} in ${session.login}`)
          host.run('a job', async () => {
            await job.promise
            host.workspace.db.prepare('SELECT 1').get()
            told.push(`${name} job done`)
          })
        },
        signedOut() {
          told.push(`${name} out, ${host.context() ? 'somebody' : 'nobody'} there`)
          throw new Error('cannot let go')
        },
        close: () => void told.push(`${name} close`),
      }
    },
  })

  it('lives with the workspace and follows who is signed in; what fails is reported and ends nothing', async () => {
    const core = place.core({ extraFeatures: [feature('broken', true), feature('whole', false)] })
    await done(core, 'workspace.create', FOUNDER)
    job.resolve()
    await vi.waitFor(() => expect(told).toContain('whole job done'))
    job = Promise.withResolvers()
    await addAccount(core, 'li', ['operator'])
    await signInAs(core, 'li')
    await done(core, 'session.lock', {})
    expect(told).toEqual([
      `broken open ${FOUNDER.name}`,
      `whole open ${FOUNDER.name}`,
      `whole in ${FOUNDER.login}`,
      'whole job done',
      'whole in li',
      'whole out, nobody there',
    ])
    const closed = core.close()
    await vi.waitFor(() => expect(told.at(-1)).toBe('whole close'))
    job.resolve()
    await closed
    expect(told.slice(-2)).toEqual(['whole close', 'whole job done'])
    const path = `${place.workspace}/errors.log`
    const errors = existsSync(path) ? readFileSync(path, 'utf8') : ''
    expect(errors).toContain('broken Error: broken from the beginning')
    expect(errors).toContain('whole Error: cannot let go')
  })
})
