import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import type { FieldType, RecordType } from '../../../contract/record-type.ts'
import type { Language } from '../../../contract/text.ts'
import { FEATURES } from '../../../core/features.ts'
import { typeRegistry } from '../../../core/type-registry.ts'
import { DEMO_PASSWORD } from '../../../tools/start/demonstration.ts'
import { changeTo } from '../demo-people.ts'
import { expect } from '../fixtures.ts'
import { palette, press, saveTo, tabTo, type } from '../keyboard.ts'

const TYPES = typeRegistry(FEATURES)

/** What is written into fields of a form, by the fields' names; records by a piece of their name. */
export type Written = Readonly<Record<string, string>>

/** One window in which an area is walked by keyboard, in one language. */
export class Walk {
  readonly app: ElectronApplication
  readonly page: Page
  readonly language: Language
  readonly folder: string

  constructor({ app, page }: Pick<Walk, 'app' | 'page'>, language: Language, folder: string) {
    this.app = app
    this.page = page
    this.language = language
    this.folder = folder
  }

  /** The text of this window's language. */
  say(zh: string, en: string): string {
    return this.language === 'en' ? en : zh
  }

  declared(name: string): RecordType {
    const declared = TYPES.get(name)
    if (!declared) throw new Error(`no type ${name}`)
    return declared
  }

  private field(type: string, name: string): FieldType {
    const field = this.declared(type).fields[name]
    if (!field) throw new Error(`no field ${name}`)
    return field
  }

  get detail(): Locator {
    return this.page.locator('.detail')
  }
  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }
  line(text: string): Locator {
    return this.page.locator('.line', { hasText: text })
  }

  async become(login: string): Promise<void> {
    await changeTo(this.page, login)
  }

  /** Goes to a place of the navigation by its name. */
  async goTo(name: string): Promise<void> {
    await palette(this.page, this.say(`转到${name}`, `Go to ${name}`))
  }

  /** The list of a register, with the focus in it. */
  async register(name: string): Promise<void> {
    const { short, plural } = this.declared(name)
    const label = (short ?? plural)[this.language]
    await this.goTo(/^[A-Z]{2}/u.test(label) ? label : label.toLowerCase())
    await expect(this.page.getByRole('grid')).toBeFocused()
    await expect(this.page.locator('.line').first()).toBeVisible()
  }

  /** Opens a record that is found by its title. */
  async open(title: string): Promise<void> {
    await palette(this.page, title)
    await expect(this.detail.locator('h2')).toHaveText(title)
  }

  /** The nearest control in either direction, as somebody who knows the screen goes there. */
  async to(control: Locator, backwards = false): Promise<void> {
    await expect(control).toBeVisible()
    await tabTo(this.page, control, backwards ? 'Shift+Tab' : 'Tab')
  }

  async fill(form: Locator, name: string, written: Written): Promise<void> {
    for (const [key, text] of Object.entries(written)) {
      const field = this.field(name, key)
      const input = form.getByLabel(field.label[this.language]).first()
      await this.to(input)
      await this.write(field, input, text)
    }
  }

  private async write({ kind }: FieldType, input: Locator, text: string): Promise<void> {
    if (kind === 'choice') return this.page.keyboard.type(text)
    const isRef = kind === 'ref' || kind === 'refs' || kind === 'links'
    if (!isRef) await press(this.page, 'Control+a')
    await type(this.page, text)
    if (!isRef) return
    // Enter does not wait for what is looked for.
    await press(this.page, 'Enter')
    await expect(input.locator('xpath=..').locator('.wk-tag', { hasText: text })).toBeVisible()
  }

  /** Makes a record with `N`; the form stays where something is wrong with it. */
  async create(name: string, written: Written): Promise<Locator> {
    await press(this.page, 'n')
    const form = this.page.locator('.register form')
    await expect(form.locator('input, textarea, select').first()).toBeFocused()
    await this.fill(form, name, written)
    await press(this.page, 'Control+Enter')
    return form
  }

  /** Makes a record that belongs to the open one, in a dialog above it, and comes back to the button. */
  async addChild(name: string, written: Written): Promise<void> {
    const add = this.detail.locator('button.add', {
      hasText: this.declared(name).label[this.language].toLowerCase().slice(1),
    })
    await this.to(add)
    await press(this.page, 'Enter')
    await expect(this.dialog.locator('input, textarea, select').first()).toBeFocused()
    await this.fill(this.dialog, name, written)
    await press(this.page, 'Control+Enter')
    await expect(this.dialog).toHaveCount(0)
    await expect(add).toBeFocused()
  }

  /** Presses a step of the open record; what it asks is left open. */
  async begin(name: string, transition: string): Promise<void> {
    const step = this.declared(name).workflow?.transitions.find((one) => one.name === transition)
    const label = step?.label[this.language] ?? transition
    const button = this.detail.locator('.flow button', {
      hasText: new RegExp(`^\\s*${label}…?\\s*$`, 'u'),
    })
    await expect(button).toBeVisible()
    await press(this.page, 't')
    await this.to(button)
    await press(this.page, 'Enter')
  }

  /** Takes a step of the open record, with what it asks for, and the password where it is signed. */
  async take(name: string, transition: string, written: Written = {}): Promise<void> {
    await this.begin(name, transition)
    const step = this.declared(name).workflow?.transitions.find((one) => one.name === transition)
    await this.answer(name, written, step?.signed === true)
    await expect(this.state(name, step?.to ?? '')).toBeVisible()
  }

  /** Writes into the dialog of a step, and takes it. */
  async answer(name: string, written: Written, isSigned: boolean): Promise<void> {
    await this.fill(this.dialog, name, written)
    if (isSigned) {
      await this.to(this.dialog.locator('input[type=password]'))
      await type(this.page, DEMO_PASSWORD)
    }
    if (isSigned || Object.keys(written).length > 0) await press(this.page, 'Control+Enter')
    await expect(this.dialog).toHaveCount(0)
  }

  /** The open record in one of its states. */
  state(name: string, value: string): Locator {
    const { fields, workflow } = this.declared(name)
    const choice = fields[workflow?.field ?? '']?.choices?.find((one) => one.value === value)
    return this.detail.locator('.flow > :first-child', {
      hasText: choice?.label[this.language] ?? value,
    })
  }

  /** A comment on the open record. */
  async comment(text: string): Promise<void> {
    const tab = this.detail.getByRole('tab', { selected: true })
    await this.to(tab, true)
    await press(this.page, 'ArrowRight', 'ArrowRight', 'Tab')
    await type(this.page, text)
    await press(this.page, 'Control+Enter')
    await expect(this.detail.locator('ol li .text')).toHaveText(text)
    await this.to(this.detail.getByRole('tab', { selected: true }), true)
    await press(this.page, 'ArrowLeft', 'ArrowLeft')
  }

  /** Gives a field of all chosen records one value, in the dialog that `E` opens. */
  async setForChosen(name: string, field: string, text: string): Promise<void> {
    const which = this.dialog.locator('select').first()
    await expect(which).toBeFocused()
    const options = await which
      .locator('option')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
    await press(this.page, 'Enter')
    for (let at = 0; at < options.indexOf(field); at++) await press(this.page, 'ArrowDown')
    await press(this.page, 'Enter')
    await expect(which).toHaveValue(field)
    const input = this.dialog.locator('#bulk-value')
    await this.to(input)
    await this.write(this.field(name, field), input, text)
    await press(this.page, 'Control+Enter')
    await expect(this.dialog).toHaveCount(0)
  }

  async told(text: string): Promise<void> {
    await expect(this.page.locator('.wk-toasts')).toContainText(text)
  }

  /** What a register can do with all that it shows, by its menu. */
  async menu(item: string): Promise<void> {
    await this.to(this.page.locator('.register .head .wk-icon-button'), true)
    await press(this.page, 'Enter')
    const wanted = this.page.getByRole('menuitem', { name: item })
    await expect(wanted).toBeVisible()
    while (!(await wanted.evaluate((one) => one.matches(':focus'))))
      await press(this.page, 'ArrowDown')
    await press(this.page, 'Enter')
  }

  /** The closed record alone in the list, written into a file that names it with its last state. */
  async exported(name: string, title: string, state: string): Promise<void> {
    await this.register(name)
    await press(this.page, '/')
    await type(this.page, title)
    await expect(this.page.locator('.line')).toHaveCount(1)
    const path = join(this.folder, `${name}.csv`)
    await saveTo(this.app, path)
    await this.menu(this.say('导出', 'Export'))
    await this.to(this.dialog.getByRole('radio', { name: 'XLSX' }))
    await press(this.page, 'ArrowDown', 'ArrowDown', 'Control+Enter')
    await this.told(this.say('已导出1条', 'Exported 1'))
    const { fields, workflow } = this.declared(name)
    const choice = fields[workflow?.field ?? '']?.choices?.find(({ value }) => value === state)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(title)
    expect(text).toContain(choice?.label[this.language])
  }
}
