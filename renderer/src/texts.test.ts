import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'
import { typeRegistry } from '../../core/type-registry.ts'
import { FEATURES } from '../../core/features.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const files = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: ROOT })
    .filter((name) => !/\.test\.ts$/u.test(name))
    .toSorted()

interface Found {
  readonly where: string
  readonly zh: unknown
  readonly en: unknown
}

/** Every text in both languages inside a value. */
function textsIn(value: unknown, where: string, seen = new Set<unknown>()): Found[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  if ('zh-CN' in value || 'en' in value) {
    const { 'zh-CN': zh, en } = value as Record<string, unknown>
    if (typeof zh === 'string' || typeof en === 'string') return [{ where, zh, en }]
  }
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, `${where}.${key}`, seen))
}

async function all(): Promise<Found[]> {
  const modules = [
    ...files('renderer/src/**/{texts,content}.ts'),
    ...files('contract/*.ts'),
    'cli/texts.ts',
  ]
  const found: Found[] = []
  for (const name of modules) {
    const module: unknown = await import(/* @vite-ignore */ pathToFileURL(resolve(ROOT, name)).href)
    found.push(...textsIn({ ...(module as object) }, name))
  }
  return [...found, ...textsIn(typeRegistry(FEATURES, []).all(), 'record types')]
}
const texts = await all()

/** The same in both languages on purpose: names, and forms without a word. */
const SAME = /^(?:[^\p{L}]|\{\w+\}|Electron|English|中文|CSV|XLSX|PDF|JSON|IP|URL|SSH|Ping)*$/u
const PARAMETER = /\{(\w+)\}/gu
const parameters = (text: string): string[] =>
  [...text.matchAll(PARAMETER)].map(([, name]) => String(name)).toSorted()

describe('every text', () => {
  it('was found', () => expect(texts.length).toBeGreaterThan(700))

  it('is in both languages', () => {
    const missing = texts.filter(
      ({ zh, en }) =>
        typeof zh !== 'string' || typeof en !== 'string' || (zh === '') !== (en === ''),
    )
    expect(missing.map(({ where }) => where)).toEqual([])
    const same = texts.filter(({ zh, en }) => zh === en && !SAME.test(String(zh)))
    expect(same.map(({ where, zh }) => `${where}: ${String(zh)}`)).toEqual([])
  })

  it('takes the same parameters in both', () => {
    const differing = texts.filter(
      ({ zh, en }) => parameters(String(zh)).join() !== parameters(String(en)).join(),
    )
    // Chinese names the date in parts that English has in one.
    expect(differing.map(({ where }) => where)).toEqual([])
  })

  it('reads as an operator writes', () => {
    const wrong = texts.flatMap(({ where, zh, en }) => [
      ...(/(?<!申)请(?![求假])|您|成功|哦|！/u.test(String(zh)) ? [`${where}: ${String(zh)}`] : []),
      ...(/\p{Script=Han}[,;:?!](?!\S*\})|\p{Script=Han}\.(?:$|\s)/u.test(String(zh))
        ? [`${where}: ${String(zh)}`]
        : []),
      ...(/[!，。：；？“”]/u.test(String(en).replaceAll(/“[^”]*”/gu, ''))
        ? [`${where}: ${String(en)}`]
        : []),
      ...(/\p{Script=Han}/u.test(String(en)) &&
      !SAME.test(String(en).replaceAll(/中文/gu, '')) &&
      !String(en).includes('中文')
        ? [`${where}: ${String(en)}`]
        : []),
    ])
    expect(wrong).toEqual([])
  })
})

interface Node {
  readonly type: number
  readonly tag?: string
  readonly content?: unknown
  readonly children?: readonly Node[]
  readonly props?: readonly {
    readonly type: number
    readonly name: string
    readonly value?: { readonly content: string }
  }[]
}

const SPOKEN = ['title', 'aria-label', 'placeholder', 'alt']

/** Words that stand in a template itself and so have one language only. */
function bareWords(node: Node, inKey = false): string[] {
  const own =
    node.type === 2 && !inKey && /\p{L}{2,}/u.test(String(node.content))
      ? [String(node.content).trim()]
      : []
  const attributes = (node.props ?? []).flatMap(({ type, name, value }) =>
    type === 6 && SPOKEN.includes(name) && /\p{L}{2,}/u.test(value?.content ?? '')
      ? [`${name}=${value?.content}`]
      : [],
  )
  const children = (node.children ?? []).flatMap((child) =>
    bareWords(child, inKey || node.tag === 'kbd'),
  )
  return [...own, ...attributes, ...children]
}

describe('templates', () => {
  it.each(files('renderer/src/**/*.vue'))('%s holds no words of its own', (name) => {
    const { descriptor } = parse(readFileSync(resolve(ROOT, name), 'utf8'))
    const ast = descriptor.template?.ast as unknown as Node | undefined
    expect(ast ? bareWords(ast) : []).toEqual([])
  })
})
