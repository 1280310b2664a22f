import { call } from '../../../call.ts'

/** A part of a record that may be bound: an item of a checklist. */
export interface BindItem {
  readonly id: string
  readonly title: string
}

/** Items of a checklist's version in use, else of its newest. */
export async function itemsOfTemplate(id: string): Promise<readonly BindItem[]> {
  const template = await call('checklists.template', { id })
  if (!template.ok) return []
  const { versions } = template.value
  const version = versions.find(({ state }) => state === 'approved') ?? versions[0]
  if (!version) return []
  const body = await call('checklists.version', { id: version.id })
  if (!body.ok) return []
  return body.value.body.sections.flatMap((section) =>
    section.items.map((item) => ({ id: item.id, title: item.title })),
  )
}
