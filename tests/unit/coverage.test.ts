import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FEATURES } from '../../core/features.ts'
import { typeRegistry } from '../../core/type-registry.ts'

/** docs/coverage.md tells of every duty where it is done and what tests it. */

const COUNTS = { A: 5, B: 6, C: 4, D: 4, E: 4, F: 4, G: 4, H: 4, I: 4, J: 6, K: 5, L: 9 }
const IDS = Object.entries(COUNTS).flatMap(([area, count]) =>
  Array.from({ length: count }, (_none, at) => `${area}${at + 1}`),
)
const NOT_BUILT = 'not built'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const rows = read('docs/coverage.md')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d/u.test(line))
  .map((line) => {
    const [id = '', what = '', screen = '', tests = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    return { id, what, screen, tests }
  })
const named = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/gu)].map(([, name]) => String(name))

const types = typeRegistry(FEATURES)
const routes = [...read('renderer/src/app/router.ts').matchAll(/path: '([^']+)'/gu)].map(
  ([, path]) => String(path),
)

/** True where the address is a screen: a route without its parameters, or the register of a type that has one. */
function isScreen(address: string): boolean {
  const type = /^\/register\/([a-z-]+)$/u.exec(address)?.[1]
  if (type !== undefined) return types.get(type)?.area !== undefined
  return routes.some((route) => route === address || route.replace(/\/:.*$/u, '') === address)
}

describe('docs/coverage.md', () => {
  it('has every duty once, in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(IDS)
  })

  it.each(rows)('$id $what: screens and tests are there', ({ what, screen, tests }) => {
    expect(what).not.toBe('')
    if (screen === NOT_BUILT) return expect(tests).toBe('')
    expect(named(screen).length).toBeGreaterThan(0)
    expect(named(screen).filter((address) => !isScreen(address))).toEqual([])
    expect(named(tests).length).toBeGreaterThan(0)
    expect(
      named(tests).filter(
        (path) => !/\.(test|spec)\.ts$/u.test(path) || !existsSync(new URL(path, root)),
      ),
    ).toEqual([])
  })
})
