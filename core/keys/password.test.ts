import { expect, it, vi } from 'vitest'
import type * as work from './password-work.ts'
import { newKdf, passwordKey } from './password.ts'

vi.unmock('./password-work.ts')

it('makes a guess cost what is declared: 64 MiB and three passes of Argon2id', async () => {
  const { PASSWORD_WORK } = await vi.importActual<typeof work>('./password-work.ts')
  const kdf = newKdf()
  expect(kdf).toMatchObject({ algorithm: 'argon2id', ...PASSWORD_WORK })
  expect(kdf).toMatchObject({ memoryKiB: 65_536, passes: 3 })
  const key = await passwordKey('密码 long enough', kdf)
  expect(key).toHaveLength(32)
  expect(await passwordKey('密码 long enough', kdf)).toEqual(key)
  // Half the memory is another key: what stands beside the key is what was worked.
  expect(await passwordKey('密码 long enough', { ...kdf, memoryKiB: 32_768 })).not.toEqual(key)
  expect(await passwordKey('密码 long enough', newKdf())).not.toEqual(key)
})

it('takes one password from two input methods, and refuses what a hostile file asks', async () => {
  const kdf = { ...newKdf(), memoryKiB: 64, passes: 1 }
  expect(await passwordKey('ﬁ１', kdf)).toEqual(await passwordKey('fi1', kdf))
  await expect(passwordKey('x', { ...kdf, memoryKiB: 2_000_000 })).rejects.toThrow()
  await expect(passwordKey('x', { ...kdf, passes: 21 })).rejects.toThrow()
})
