import { defineConfig } from '@playwright/test'

/** The same specs run on Electron and, where its binary is absent, on tools/chromium-host. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './display.ts',
  outputDir: '../../test-results',
  workers: 2,
  // No test needs another one of its file: at the end none waits for its turn behind one that is long.
  fullyParallel: true,
  // A browser on a busy machine stumbles now and then; what passes the second time is reported as flaky.
  retries: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
})
