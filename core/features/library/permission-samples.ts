import { uuidv7 } from 'uuidv7'
import type { CoreProcedureName, InputOf } from '../../../contract/procedures.ts'

type LibraryProcedure = Extract<CoreProcedureName, `library.${string}`>

const unknown = uuidv7()

/** A valid input for every procedure of the library, for the matrix of permissions. */
export const LIBRARY_SAMPLES: { readonly [N in LibraryProcedure]: () => InputOf<N> } = {
  'library.document': () => ({ id: unknown }),
  'library.templates': () => ({ language: 'en' }),
  'library.createDocument': () => ({ title: 'x', kind: 'report', body: '' }),
  'library.saveDocument': () => ({ id: unknown, changes: { title: 'x' } }),
  'library.body': () => ({ version: unknown }),
  'library.newVersion': () => ({ document: unknown }),
  'library.saveVersion': () => ({ version: unknown }),
  'library.discardVersion': () => ({ version: unknown }),
  'library.submitVersion': () => ({ version: unknown }),
  'library.returnVersion': () => ({ version: unknown, reason: 'x' }),
  'library.approveVersion': () => ({ version: unknown }),
  'library.publishVersion': () => ({ version: unknown }),
  'library.withdrawVersion': () => ({ version: unknown, reason: 'x' }),
  'library.compare': () => ({ from: unknown, to: unknown }),
  'library.reviewed': () => ({ document: unknown }),
  'library.askUpdate': () => ({ document: unknown, trigger: 'feature', reason: 'x' }),
  'library.acknowledge': () => ({ version: unknown }),
  'library.readers': () => ({ document: unknown }),
  'library.accesses': () => ({ document: unknown, limit: 1 }),
  'library.bind': () => ({
    source: { type: 'change', id: unknown },
    label: 'x',
    document: unknown,
    place: {},
  }),
  'library.unbind': () => ({ id: unknown }),
  'library.confirmBinding': () => ({ id: unknown }),
  'library.bindings': () => ({}),
  'library.search': () => ({ text: 'x', limit: 1 }),
  'library.documents': () => ({ limit: 1 }),
  'library.facets': () => ({}),
  'library.searches': () => ({}),
  'library.keepSearch': () => ({ text: 'x', keep: true }),
  'library.stats': () => ({}),
  'library.reindex': () => ({}),
  'library.importStart': () => ({
    sources: ['x'],
    options: { level: 1, kind: 'reference', language: 'auto' },
  }),
  'library.importStatus': () => ({}),
  'library.importPause': () => ({}),
  'library.importResume': () => ({}),
  'library.importCancel': () => ({}),
  'library.importDismiss': () => ({}),
  'library.importReport': () => ({ offset: 0, limit: 10 }),
  'library.importExport': () => ({ language: 'en' }),
  'library.open': () => ({ document: unknown }),
  'library.serve': () => ({ token: '0'.repeat(32), path: 'f/document' }),
  'library.remember': () => ({ document: unknown, place: {} }),
  'library.close': () => ({ token: '0'.repeat(32) }),
}
