import { randomUUID } from 'node:crypto'

/** Files and folders that a person chose in a dialog of the host. The window knows tokens, never paths. */
export class ChosenPaths {
  readonly #paths = new Map<string, string>()

  /** Keeps a path; `token` where the host has given one already. */
  add(path: string, token: string = randomUUID()): string {
    this.#paths.set(token, path)
    return token
  }

  get(token: string): string | undefined {
    return this.#paths.get(token)
  }
}
