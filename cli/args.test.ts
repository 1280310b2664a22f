import { describe, expect, it } from 'vitest'
import { languageOf, parse, textOption, textOptions } from './args.ts'

const english = { LANG: 'en_GB.UTF-8' }
const run = (...argv: string[]) => {
  const parsed = parse(argv, english)
  if (parsed.kind !== 'run') throw new Error(`expected a run, got ${JSON.stringify(parsed)}`)
  return parsed.request
}

describe('command line', () => {
  it('takes the command, its words and options in any order', () => {
    const request = run('search', '--workspace', '/srv/wk', '存储', '--limit=5', 'SAN-02', '--json')
    expect(request.command).toBe('search')
    expect(request.words).toEqual(['存储', 'SAN-02'])
    expect(textOption(request, 'workspace')).toBe('/srv/wk')
    expect(textOption(request, 'limit')).toBe('5')
    expect(request.json).toBe(true)
  })

  it('collects an option that may be repeated', () => {
    expect(
      textOptions(run('search', 'x', '--type', 'contact', '--type', 'log-entry'), 'type'),
    ).toEqual(['contact', 'log-entry'])
  })

  it('keeps JSON that starts with a dash-free brace as the value of --input', () => {
    expect(textOption(run('call', 'log.list', '--input', '{"limit":1}'), 'input')).toBe(
      '{"limit":1}',
    )
  })

  it.each([
    [['verfy'], { kind: 'unknownCommand', name: 'verfy' }],
    [['verify', '--password', 'x'], { kind: 'unknownOption', name: '--password' }],
    [['verify', '--head'], { kind: 'optionValue', name: '--head' }],
    [['verify', '--json=yes'], { kind: 'optionValue', name: '--json' }],
    [['call'], { kind: 'words', command: 'call' }],
    [['verify', 'extra'], { kind: 'words', command: 'verify' }],
    [['verify', '--lang', 'fr'], { kind: 'language', name: 'fr' }],
    [['call', 'x', '--constructor', 'y'], { kind: 'unknownOption', name: '--constructor' }],
  ])('names what is wrong with %j', (argv, problem) => {
    expect(parse(argv, english)).toEqual({ kind: 'wrong', problem, language: 'en' })
  })

  it('answers help for everything and for one command', () => {
    expect(parse([], english)).toEqual({ kind: 'help', language: 'en' })
    expect(parse(['help', 'verify'], english)).toEqual({
      kind: 'help',
      command: 'verify',
      language: 'en',
    })
    expect(parse(['verify', '-h'], english)).toEqual({
      kind: 'help',
      command: 'verify',
      language: 'en',
    })
  })

  it('answers help in the language asked for, and knows what it has no help for', () => {
    for (const spelling of [['--lang', 'zh-CN'], ['--lang=zh-CN']])
      expect(parse(['help', ...spelling, 'verify'], english)).toEqual({
        kind: 'help',
        command: 'verify',
        language: 'zh-CN',
      })
    expect(parse(['help', '--lang', 'fr'], english)).toMatchObject({
      kind: 'wrong',
      problem: { kind: 'language', name: 'fr' },
    })
    expect(parse(['help', 'verfy'], english)).toMatchObject({
      kind: 'wrong',
      problem: { kind: 'unknownCommand', name: 'verfy' },
    })
  })

  it('reads the language from the environment as POSIX orders it', () => {
    expect(languageOf({ LANG: 'zh_CN.UTF-8' })).toBe('zh-CN')
    expect(languageOf({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en')
    expect(languageOf({ LC_ALL: '', LC_MESSAGES: 'zh_CN' })).toBe('zh-CN')
    expect(languageOf({})).toBe('en')
  })
})
