import { describe, expect, it } from 'vitest'
import { versionText } from './version-text.ts'

const SOURCE = [
  'Both',
  '',
  '<!-- until 1.0 -->',
  '',
  'Old',
  '',
  '<!-- since 1.1 -->',
  '',
  'New',
  '',
  '<!-- end -->',
  '',
  'Both again',
  '',
].join('\n')

describe('the text of a version', () => {
  it('leaves out what belongs to earlier and later ones', () => {
    expect(versionText(SOURCE, '1.0', ['1.0', '1.1'])).toBe('Both\n\nOld\n\nBoth again')
    expect(versionText(SOURCE, '1.1', ['1.0', '1.1'])).toBe('Both\n\nNew\n\nBoth again')
  })

  it('knows only versions that there are', () => {
    expect(() => versionText(SOURCE, '2.0', ['1.0', '2.0'])).toThrow('since 1.1')
  })
})
