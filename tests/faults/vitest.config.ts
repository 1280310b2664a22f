import { defineConfig } from 'vitest/config'

/** Faults take minutes and want the disk for themselves: one file after the other. */
export default defineConfig({
  test: {
    include: ['tests/faults/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
