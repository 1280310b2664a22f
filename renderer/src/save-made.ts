import { errorText } from '../../contract/error-text.ts'
import type { Result } from '../../contract/result.ts'
import { call } from './call.ts'
import { language } from './language.ts'
import { toast } from './ui/toasts.ts'

interface Made {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Saves what core made where the person says, and tells where, or what was refused. A dialog that is
 * cancelled is no failure.
 */
export async function saveMade<T extends Made>(
  making: Promise<Result<T>> | Result<T>,
  said: (path: string, made: T) => string,
): Promise<void> {
  const made = await making
  const kept = made.ok
    ? await call('host.saveFile', { name: made.value.name, bytes: made.value.bytes })
    : made
  if (made.ok && kept.ok && 'path' in kept.value) toast(said(kept.value.path, made.value))
  else if (!kept.ok && kept.error.code !== 'cancelled')
    toast(errorText(kept.error, language.value), { tone: 'crit' })
}
