import type { Attachment } from '../../../contract/common.ts'
import type { Text } from '../../../contract/text.ts'
import { CAST } from '../../demonstration/cast.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../feature.ts'
import { BOUND, UNREAD, WISHES, type BoundItem } from './demonstration/bound.ts'
import { COLLECTIONS } from './demonstration/collections.ts'
import { SYSTEM_DOCUMENTS } from './demonstration/documents.ts'
import { SITE_DOCUMENTS } from './demonstration/manuals.ts'
import { OPENED } from './demonstration/opened.ts'
import type { Act, DocumentStory, VersionStory } from './demonstration/stories.ts'
import { versionText } from './demonstration/version-text.ts'
import { slugger } from './extract/anchors.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** Before the period begins, after people, registers and checklists are there. */
const BEFORE = 15 * MINUTE
/** Day of the story on which the checklists were bound to the manuals. */
const BOUND_ON = -80
const PICTURE = /!\[([^\]]*)\]\(([\w-]+)\.png\)/gu

type Run = (actor: DemonstrationActor) => Promise<void>
const step = (demo: Demonstration, [login, day, time]: Act, run: Run): DemonstrationStep => ({
  at: demo.moment(day, time),
  login,
  run,
})

/** The manuals of Binjiang, who wrote, approved and read them, and what is bound to them. */
export function demonstrateLibrary(demo: Demonstration): readonly DemonstrationStep[] {
  const steps = [
    ...COLLECTIONS.map((collection, index) =>
      step(demo, ['he.jp', -400, `08:0${index}`], async (actor) => {
        const owner = actor.find(`post/${collection.post}`)
        const { id } = await actor.call('register.create', {
          type: 'collection',
          level: collection.level,
          fields: {
            name: collection.name[demo.language],
            description: collection.description[demo.language],
            owner: owner?.id ?? null,
          },
        })
        actor.keep(`collection/${collection.key}`, { type: 'collection', id })
      }),
    ),
    ...[...SYSTEM_DOCUMENTS, ...SITE_DOCUMENTS].flatMap((document) => [
      ...document.versions.flatMap((version) => versionSteps(demo, document, version)),
      ...(document.read === true ? readingSteps(demo, document) : []),
    ]),
    ...OPENED.map(([document, ...act]) => step(demo, act, (actor) => open(actor, document))),
    ...BOUND.flatMap((bound, index) => bindingSteps(demo, bound, index)),
    ...WISHES.map(({ document, trigger, asked, reason, source }) =>
      step(demo, asked, async (actor) => {
        const found = actor.find(`document/${document}`)
        const record = actor.find(source)
        if (found)
          await actor.call('library.askUpdate', {
            document: found.id,
            trigger,
            reason: reason[demo.language],
            ...(record ? { source: record } : {}),
          })
      }),
    ),
  ]
  return inPeriod(demo, steps)
}

/** What lies before the period is done shortly before it, in its order. */
function inPeriod(
  { from, to }: Demonstration,
  steps: readonly DemonstrationStep[],
): DemonstrationStep[] {
  return steps
    .toSorted((a, b) => a.at - b.at)
    .map((one, index) => (one.at < from ? { ...one, at: from - BEFORE + index * SECOND } : one))
    .filter(({ at }) => at <= to)
}

function versionSteps(
  demo: Demonstration,
  document: DocumentStory,
  version: VersionStory,
): DemonstrationStep[] {
  const { written, submitted, approved, published } = version
  const name = `document-version/${document.key}/${version.label}`
  const act = (by: Act, run: (actor: DemonstrationActor, id: string) => Promise<unknown>) =>
    step(demo, by, async (actor) => {
      const found = actor.find(name)
      if (found) await run(actor, found.id)
    })
  return [
    step(demo, written, async (actor) => {
      const id = await write(demo, actor, document, version)
      actor.keep(name, { type: 'document-version', id })
    }),
    ...(submitted
      ? [
          act([written[0], ...submitted], (actor, id) =>
            actor.call('library.submitVersion', { version: id }),
          ),
        ]
      : []),
    ...(approved
      ? [
          act(approved, (actor, id) =>
            actor.call('library.approveVersion', { version: id, confirmation: 'demonstration' }),
          ),
        ]
      : []),
    ...(published
      ? [
          act(published, async (actor, id) => {
            await actor.call('library.publishVersion', { version: id })
            await keep(demo, actor, document)
          }),
        ]
      : []),
  ]
}

/** Makes a draft with the text of a version; the first one makes the document. */
async function write(
  demo: Demonstration,
  actor: DemonstrationActor,
  document: DocumentStory,
  { label, changes, pdf }: VersionStory,
): Promise<string> {
  const known = actor.find(`document/${document.key}`)
  const said = { label, changes: changes[demo.language] }
  if (known && pdf === true) {
    const name = `${document.key}.${demo.language}.pdf`
    const file = await actor.call('files.put', {
      name,
      mime: 'application/pdf',
      bytes: await demo.file(`documents/${name}`),
    })
    const made = await actor.call('library.newVersion', { document: known.id, file, ...said })
    return made.version
  }
  const { body, pictures } = await textOf(demo, actor, document, label)
  if (known) {
    const { version } = await actor.call('library.newVersion', { document: known.id, ...said })
    await actor.call('library.saveVersion', { version, body, pictures })
    return version
  }
  const { language } = demo
  const { id, version } = await actor.call('library.createDocument', {
    title: document.title[language],
    kind: document.kind,
    collection: actor.find(`collection/${document.collection}`)?.id ?? null,
    owner: actor.find(`post/${document.post}`)?.id ?? null,
    language: language === 'en' ? 'en' : 'zh',
    purpose: document.purpose[language],
    audience: document.audience[language],
    tags: [...document.tags[language]],
    triggers: [...(document.triggers ?? [])],
    reviewMonths: document.reviewMonths,
    ...(document.level === undefined ? {} : { level: document.level }),
    body,
  })
  actor.keep(`document/${document.key}`, { type: 'document', id })
  await actor.call('library.saveVersion', { version, pictures, ...said })
  return version
}

/** What those who keep the library say of a published document. */
async function keep(
  { moment }: Demonstration,
  actor: DemonstrationActor,
  { key, pinned, read, reviewOn }: DocumentStory,
): Promise<void> {
  const found = actor.find(`document/${key}`)
  if (!found || (pinned !== true && read !== true && reviewOn === undefined)) return
  await actor.call('library.saveDocument', {
    id: found.id,
    changes: {
      ...(pinned === true ? { pinned } : {}),
      ...(read === true ? { readers: { everybody: true } } : {}),
      ...(reviewOn === undefined
        ? {}
        : { reviewOn: new Date(moment(reviewOn, '12:00')).toISOString().slice(0, 10) }),
    },
  })
}

async function textOf(
  demo: Demonstration,
  actor: DemonstrationActor,
  { key, versions }: DocumentStory,
  label: string,
): Promise<{ readonly body: string; readonly pictures: Attachment[] }> {
  const bytes = await demo.file(`documents/${key}.${demo.language}.md`)
  const labels = versions.map((version) => version.label)
  let body = versionText(new TextDecoder().decode(bytes), label, labels)
  const pictures: Attachment[] = []
  for (const [whole, alt = '', name = ''] of body.matchAll(PICTURE)) {
    const picture = await actor.call('files.put', {
      name: `${name}.png`,
      mime: 'image/png',
      bytes: await demo.file(`${name}.${demo.language}.png`),
    })
    pictures.push(picture)
    body = body.replace(whole, `![${alt}](attachment:${picture.sha256})`)
  }
  return { body, pictures }
}

async function open(actor: DemonstrationActor, document: string): Promise<void> {
  const found = actor.find(`document/${document}`)
  if (!found) return
  const { token } = await actor.call('library.open', { document: found.id })
  await actor.call('library.close', { token })
}

/** Everybody confirms the newest version in the days after it was published, but for a few. */
function readingSteps(demo: Demonstration, { key, versions }: DocumentStory): DemonstrationStep[] {
  const { label, published } = versions.at(-1) ?? versions[0]
  if (!published) return []
  return CAST.filter(({ login }) => !UNREAD.includes(login)).map(({ login }, index) => {
    const time = `${10 + ((index * 3) % 11)}:${12 + ((index * 17) % 45)}`
    return step(demo, [login, published[1] + Math.floor(index / 3), time], async (actor) => {
      const version = actor.find(`document-version/${key}/${label}`)
      if (!version) return
      await open(actor, key)
      await actor.call('library.acknowledge', { version: version.id })
    })
  })
}

function bindingSteps(
  demo: Demonstration,
  { list, item, document, heading, confirmed }: BoundItem,
  index: number,
): DemonstrationStep[] {
  const name = `document-binding/${list}/${item}`
  const bind = step(demo, ['he.jp', BOUND_ON, `10:${20 + index}`], async (actor) => {
    const template = actor.find(`checklist/${list}`)
    const found = actor.find(`document/${document}`)
    if (!template || !found) return
    const { id } = await actor.call('library.bind', {
      source: template,
      item,
      label: await labelOf(actor, template.id, item),
      document: found.id,
      place: { anchor: anchorOf(heading, demo) },
    })
    actor.keep(name, { type: 'document-binding', id })
  })
  if (!confirmed) return [bind]
  return [
    bind,
    step(demo, confirmed, async (actor) => {
      const binding = actor.find(name)
      if (binding) await actor.call('library.confirmBinding', { id: binding.id })
    }),
  ]
}

const anchorOf = (heading: Text, { language }: Demonstration): string =>
  slugger()(heading[language])

/** What an item of a checklist says. */
async function labelOf(actor: DemonstrationActor, template: string, item: string): Promise<string> {
  const { versions } = await actor.call('checklists.template', { id: template })
  const [newest] = versions
  if (!newest) return ''
  const { body } = await actor.call('checklists.version', { id: newest.id })
  const items = body.sections.flatMap((section) => section.items)
  return items.find(({ id }) => id === item)?.title ?? ''
}
