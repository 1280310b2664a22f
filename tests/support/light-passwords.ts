import { vi } from 'vitest'

/**
 * Tests sign thousands of people in; what one guess costs is proven where it is declared
 * (`core/keys/password.test.ts`). The parameters stand beside the keys, so every process opens them.
 */
vi.mock('../../core/keys/password-work.ts', () => ({
  PASSWORD_WORK: { memoryKiB: 64, passes: 1 },
}))
