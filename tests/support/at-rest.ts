import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A text as programs write it: in either order of UTF-16, in hexadecimal, in base64 from each of three places. */
function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text)
  const utf16 = Buffer.from(text, 'utf16le')
  const base64 = [0, 1, 2].map((skipped) =>
    utf8.subarray(skipped).toString('base64').slice(0, -4).replace(/=+$/u, ''),
  )
  return [utf8, utf16, Buffer.from(utf16).swap16()].concat(
    [utf8.toString('hex'), ...base64].map((form) => Buffer.from(form)),
  )
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)

/** What stands in files below a folder as anybody reads it: `path: text` for each of the texts that is found. */
export function plainIn(folder: string, texts: readonly string[]): string[] {
  const byStart = new Map<number, { readonly form: Buffer; readonly text: string }[]>()
  for (const text of texts)
    for (const form of formsOf(text)) {
      const start = form.readUInt32LE(0)
      byStart.set(start, [...(byStart.get(start) ?? []), { form, text }])
    }
  const found = new Set<string>()
  for (const path of filesIn(folder)) {
    const bytes = readFileSync(path)
    for (let at = 0; at + 4 <= bytes.length; at++)
      for (const { form, text } of byStart.get(bytes.readUInt32LE(at)) ?? [])
        if (bytes.subarray(at, at + form.length).equals(form)) found.add(`${path}: ${text}`)
  }
  return [...found]
}
