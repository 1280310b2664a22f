import { describe, expect, it } from 'vitest'
import { decide, type Facts } from './engine.ts'
import { parseStart } from './options.ts'

describe('arguments of npm start', () => {
  it('opens the usual workspace without any', () => {
    expect(parseStart([])).toEqual({
      kind: 'run',
      language: undefined,
      workspace: undefined,
      demo: false,
      tour: false,
    })
  })

  it('takes a folder and a language in both spellings', () => {
    const expected = { kind: 'run', language: 'en', workspace: '/a b' }
    expect(parseStart(['--workspace', '/a b', '--lang', 'en'])).toMatchObject(expected)
    expect(parseStart(['--workspace=/a b', '--lang=en'])).toMatchObject(expected)
  })

  it.each([
    [['--lang', 'fr'], /zh-CN\|en/u],
    [['--nonsense'], /--nonsense/u],
    [['extra'], /extra/u],
    [['--workspace'], /workspace/u],
    [['--workspace', 'x', '--demo'], /--workspace \| --demo/u],
    [['--workspace', 'x', '--tour'], /--tour/u],
  ])('refuses %j and says why', (argv, reason) => {
    expect(parseStart(argv)).toEqual({ kind: 'wrong', reason: expect.stringMatching(reason) })
  })

  it('helps before it complains of values', () => {
    expect(parseStart(['--help', '--lang', 'fr'])).toEqual({ kind: 'help', language: undefined })
    expect(parseStart(['-h', '--lang', 'zh-CN'])).toEqual({ kind: 'help', language: 'zh-CN' })
  })
})

describe('choice of the engine', () => {
  const nothing: Facts = {
    electron: false,
    chromium: false,
    display: true,
    virtualDisplay: false,
    root: false,
    debian: true,
  }
  const asked = { tour: false }

  it('prefers Electron on a screen', () => {
    expect(decide({ ...nothing, electron: true, chromium: true }, asked)).toEqual({
      kind: 'run',
      engine: 'electron',
      display: 'own',
      tour: false,
    })
  })

  it('takes Chromium where Electron is absent', () => {
    expect(decide({ ...nothing, chromium: true }, asked)).toMatchObject({
      engine: 'chromium',
      display: 'own',
    })
  })

  it('tours without a screen: Electron in a virtual one, else Chromium in memory', () => {
    const blind = { ...nothing, display: false, electron: true, chromium: true }
    expect(decide({ ...blind, virtualDisplay: true }, asked)).toEqual({
      kind: 'run',
      engine: 'electron',
      display: 'virtual',
      tour: true,
    })
    expect(decide(blind, asked)).toEqual({
      kind: 'run',
      engine: 'chromium',
      display: 'headless',
      tour: true,
    })
  })

  it('keeps the tour off the screen where it can', () => {
    const tour = { tour: true }
    expect(decide({ ...nothing, chromium: true }, tour)).toMatchObject({ display: 'headless' })
    expect(decide({ ...nothing, electron: true }, tour)).toMatchObject({ display: 'own' })
  })

  it('installs only on Debian as root, also when Electron has nowhere to draw', () => {
    expect(decide({ ...nothing, root: true }, asked)).toEqual({ kind: 'install' })
    expect(decide({ ...nothing, root: true, electron: true, display: false }, asked)).toEqual({
      kind: 'install',
    })
    expect(decide({ ...nothing, root: true, debian: false }, asked)).toEqual({ kind: 'missing' })
    expect(decide(nothing, asked)).toEqual({ kind: 'missing' })
  })
})
