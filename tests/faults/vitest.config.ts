import { defineConfig } from 'vitest/config'

/** Faults take minutes, most of them with one processor: two files at a time. */
export default defineConfig({
  test: {
    include: ['tests/faults/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/faults/programs.ts'],
    setupFiles: ['tests/support/light-passwords.ts'],
    maxWorkers: 2,
    testTimeout: process.env['WATCHKEEPER_FAULTS'] === undefined ? 600_000 : 36_000_000,
    hookTimeout: 120_000,
  },
})
