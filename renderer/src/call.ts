import type { Bridge } from '../../contract/bridge.ts'
import { toPlain } from './plain.ts'

declare global {
  interface Window {
    readonly watchkeeper: Bridge
  }
}

/** Calls a procedure; every expected failure comes back as data. */
export const call: Bridge['invoke'] = (procedure, input) =>
  window.watchkeeper.invoke(procedure, toPlain(input))

export const subscribe: Bridge['subscribe'] = (event, listener) =>
  window.watchkeeper.subscribe(event, listener)

/** Tokens of files and folders that a person dropped; core reads what they stand for. */
export const tokensOf: Bridge['dropped'] = (files) => window.watchkeeper.dropped(files)
