/**
 * `npm run licenses`: every package that ships has a licence that this product may carry, whether it ships as a
 * package or the build put it into a file. It needs a build.
 */
import './node-version.ts'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bundled } from './bundled.ts'

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Zlib',
])

/** Weak copyleft: of these packages only, unchanged, with the place of their source in what ships (ADR 17). */
const WITH_SOURCE: Readonly<Record<string, string>> = { elkjs: 'EPL-2.0' }

/** Packages that name no licence by its id; what their LICENSE file says. */
const BY_FILE: Readonly<Record<string, string>> = { 'duck@0.1.12': 'BSD-2-Clause' }

interface Component {
  readonly name: string
  readonly version: string
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string }
    readonly expression?: string
  }[]
}

/** True when one alternative of an SPDX expression is allowed as a whole. */
function allowed(expression: string): boolean {
  return expression
    .replaceAll(/[()]/gu, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((id) => ALLOWED.has(id.trim())))
}

const sbom = JSON.parse(
  execFileSync('npm', ['sbom', '--omit', 'dev', '--sbom-format', 'cyclonedx'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  }),
) as { components: readonly Component[] }

const LIST = join(import.meta.dirname, '../out/bundled.json')
if (!existsSync(LIST)) throw new Error('build first: out/bundled.json says what is bundled')
const bundled = JSON.parse(readFileSync(LIST, 'utf8')) as readonly Bundled[]
const wrongBundled = bundled.flatMap(({ name, version, license, source }) =>
  allowed(license) || (WITH_SOURCE[name] === license && source !== '')
    ? []
    : [`${name}@${version}: ${license || 'none'} (bundled)`],
)

const wrongShipped = sbom.components.flatMap((component) => {
  const known = BY_FILE[`${component.name}@${component.version}`]
  const named = known
    ? [known]
    : (component.licenses ?? []).map(
        (entry) => entry.expression ?? entry.license?.id ?? entry.license?.name ?? '',
      )
  return named.length > 0 && named.every(allowed)
    ? []
    : [`${component.name}@${component.version}: ${named.join(', ') || 'none'}`]
})

const wrong = [...wrongShipped, ...wrongBundled]
if (wrong.length > 0) {
  console.error(`Licences that may not ship:\n${wrong.join('\n')}`)
  process.exitCode = 1
} else
  console.log(
    `${sbom.components.length} packages ship and ${bundled.length} are bundled, all under allowed licences`,
  )
