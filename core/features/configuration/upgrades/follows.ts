import type { Json } from '../../../../contract/record-type.ts'
import type { Context, Written } from '../../../feature.ts'

/** Who tested a case, and when: stamped with its result. */
export function testFollows(context: Context, written: Written): Record<string, Json> {
  const { type, before, after } = written
  if (type !== 'upgrade-test' || before === undefined || before['status'] === after['status'])
    return {}
  return after['status'] === 'open'
    ? { tester: null, testedAt: null }
    : { tester: context.session.person, testedAt: context.now() }
}
