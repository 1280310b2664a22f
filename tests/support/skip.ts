import type { TestContext } from 'vitest'

/** Not every machine can bring about what a test is of: the reason is printed. */
export function skip(test: TestContext, reason: string): void {
  console.log(`${test.task.name}: skipped, ${reason}`)
  test.skip(reason)
}
