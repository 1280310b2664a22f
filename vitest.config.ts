import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: [
      '{contract,core,electron,renderer,cli,hub,tools}/**/*.test.ts',
      'tests/unit/**/*.test.ts',
      'tests/merge/**/*.test.ts',
      'tests/handover-verify/**/*.test.ts',
      'tests/cli-verify/**/*.test.ts',
      'tests/library/**/*.test.ts',
      'tests/monitoring/**/*.test.ts',
    ],
    environment: 'node',
    // Programs that tests start are compiled once, not at every start.
    env: {
      NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)),
    },
    setupFiles: ['tests/support/light-passwords.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
