import { defineConfig } from 'vitest/config'

/** Faults take minutes and want the disk for themselves: one file after the other. */
export default defineConfig({
  test: {
    include: ['tests/faults/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/faults/programs.ts'],
    setupFiles: ['tests/support/light-passwords.ts'],
    fileParallelism: false,
    testTimeout: process.env['WATCHKEEPER_FAULTS'] === undefined ? 600_000 : 36_000_000,
    hookTimeout: 120_000,
  },
})
