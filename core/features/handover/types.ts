import { SECTION_LABELS, SHEET_SECTIONS } from '../../../contract/duty.ts'
import type { FieldType, RecordType } from '../../../contract/record-type.ts'
import type { Text } from '../../../contract/text.ts'

const WRITERS = ['operator', 'lead', 'manager'] as const
const NOBODY = [] as const

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })
const decided = (
  kind: FieldType['kind'],
  zh: string,
  en: string,
  more: Partial<FieldType> = {},
): FieldType => ({ kind, label: text(zh, en), policy: 'decided', readOnly: true, ...more })

/**
 * A handover sheet. Its state is no field: it follows from who has frozen, signed and decided what, and
 * each of these is decided once. What the sides sign is the frozen copy of the points in `frozen`.
 */
export const sheetType: RecordType = {
  name: 'handover-sheet',
  label: text('交接单', 'Handover sheet'),
  plural: text('交接单', 'Handover sheets'),
  icon: 'handover',
  title: 'title',
  subtitle: 'number',
  managed: true,
  numbering: { prefix: 'HO' },
  fields: {
    // Two devices may write the sheet of one shift: the number that was given first stands.
    number: decided('text', '编号', 'Number'),
    title: { kind: 'text', label: text('标题', 'Title'), readOnly: true },
    shift: { kind: 'text', label: text('交班班次', 'Outgoing shift'), readOnly: true },
    nextShift: { kind: 'text', label: text('接班班次', 'Incoming shift'), readOnly: true },
    from: { kind: 'instant', label: text('班次开始', 'Shift from') },
    to: { kind: 'instant', label: text('班次结束', 'Shift to') },
    outgoing: { kind: 'json', label: text('交班方', 'Outgoing side') },
    incoming: { kind: 'json', label: text('接班方', 'Incoming side') },
    outgoingPeople: { kind: 'refs', ref: 'person', label: text('交班人员', 'Outgoing people') },
    incomingPeople: { kind: 'refs', ref: 'person', label: text('接班人员', 'Incoming people') },
    replaces: {
      kind: 'ref',
      ref: 'handover-sheet',
      label: text('替代交接单', 'Replaces sheet'),
      readOnly: true,
    },
    startedAt: decided('instant', '冻结时间', 'Frozen'),
    startedBy: decided('ref', '冻结人', 'Frozen by', { ref: 'person' }),
    earlyReason: decided('text', '提前交班原因', 'Reason for early handover', { maxLength: 500 }),
    signedOutAt: decided('instant', '交班签字时间', 'Signed out'),
    signedOutBy: decided('ref', '交班签字人', 'Signed out by', { ref: 'person' }),
    outDigest: decided('text', '交班摘要', 'Digest signed out'),
    countersignedAt: decided('instant', '连班会签时间', 'Countersigned'),
    countersignedBy: decided('ref', '连班会签人', 'Countersigned by', { ref: 'person' }),
    outcome: decided('choice', '结果', 'Outcome', {
      choices: [
        { value: 'accepted', label: text('已接班', 'Accepted'), tone: 'ok' },
        { value: 'refused', label: text('已拒接', 'Refused'), tone: 'warn' },
        { value: 'overridden', label: text('主管代结', 'Overridden'), tone: 'warn' },
      ],
    }),
    outcomeAt: decided('instant', '结果时间', 'Decided'),
    outcomeBy: decided('ref', '决定人', 'Decided by', { ref: 'person' }),
    outcomeReason: decided('text', '原因', 'Reason', { maxLength: 500 }),
    inDigest: decided('text', '接班摘要', 'Digest signed in'),
    // The long ones last: lists read what stands before them.
    outCovers: decided('json', '交班覆盖记录', 'Records covered when signed out'),
    inCovers: decided('json', '接班覆盖记录', 'Records covered when signed in'),
    frozen: decided('json', '冻结条目', 'Frozen points'),
  },
  groups: {
    start: ['startedAt', 'startedBy', 'earlyReason', 'frozen'],
    signOut: ['signedOutAt', 'signedOutBy', 'outDigest', 'outCovers'],
    countersign: ['countersignedAt', 'countersignedBy'],
    outcome: ['outcome', 'outcomeAt', 'outcomeBy', 'outcomeReason', 'inDigest', 'inCovers'],
  },
  indexes: [['from'], ['shift'], ['nextShift']],
  permissions: { read: 'all', create: WRITERS, update: WRITERS, delete: NOBODY },
  writers: {
    delete: WRITERS,
    marks: [
      { fields: ['signedOutAt', 'signedOutBy', 'outDigest', 'outCovers'], signed: true },
      { fields: ['outcomeAt', 'outcomeBy', 'inDigest', 'inCovers'], signed: true },
      { fields: ['outcome'], values: ['overridden'], roles: ['manager'], signed: true },
      { fields: ['outcome'], signed: true },
      {
        fields: ['countersignedAt', 'countersignedBy'],
        roles: ['lead', 'manager'],
        signed: true,
      },
    ],
  },
  list: {
    columns: ['number', 'title', 'from', 'to', 'signedOutBy', 'signedOutAt', 'outcome'],
    sort: { field: 'from', descending: true },
  },
}

const ofSheet: FieldType = {
  kind: 'ref',
  ref: 'handover-sheet',
  label: text('交接单', 'Sheet'),
  required: true,
  readOnly: true,
}

/** One point while the sheet is a draft; afterwards the sheet's frozen copy counts. */
export const pointType: RecordType = {
  name: 'handover-point',
  label: text('交接条目', 'Handover point'),
  plural: text('交接条目', 'Handover points'),
  icon: 'handover',
  title: 'title',
  managed: true,
  fields: {
    sheet: ofSheet,
    /** What it tells of; filling again finds the point by it. */
    key: { kind: 'text', label: text('来源', 'Source'), readOnly: true, maxLength: 300 },
    section: {
      kind: 'choice',
      label: text('分区', 'Section'),
      policy: 'free',
      choices: SHEET_SECTIONS.map((value) => ({ value, label: SECTION_LABELS[value] })),
    },
    title: { kind: 'text', label: text('条目', 'Point'), required: true },
    detail: { kind: 'text', label: text('说明', 'Detail'), maxLength: 4_000 },
    tone: { kind: 'text', label: text('性质', 'Tone') },
    at: { kind: 'instant', label: text('时间', 'Time') },
    record: { kind: 'links', label: text('关联记录', 'Record') },
    order: { kind: 'number', label: text('次序', 'Order') },
    open: { kind: 'boolean', label: text('遗留', 'Stays open') },
    own: { kind: 'boolean', label: text('手工填写', 'Typed by hand') },
    carried: { kind: 'integer', label: text('已移交班次', 'Shifts carried') },
    /** Fields that people changed: filling again leaves them alone. */
    edited: { kind: 'tags', label: text('已修改', 'Edited') },
    closedAt: { kind: 'instant', label: text('销项时间', 'Ticked off') },
    closedBy: { kind: 'ref', ref: 'person', label: text('销项人', 'Ticked off by') },
  },
  groups: { closed: ['closedAt', 'closedBy'] },
  search: ['detail'],
  indexes: [['sheet', 'order']],
  permissions: { read: 'all', create: WRITERS, update: WRITERS, delete: WRITERS },
}

/** Acknowledgements, questions and answers on points of a signed sheet. */
export const answerType: RecordType = {
  name: 'handover-answer',
  label: text('交接答复', 'Handover answer'),
  plural: text('交接答复', 'Handover answers'),
  icon: 'question',
  title: 'text',
  managed: true,
  appendOnly: true,
  fields: {
    sheet: ofSheet,
    point: {
      kind: 'ref',
      ref: 'handover-point',
      label: text('条目', 'Point'),
      required: true,
      readOnly: true,
    },
    kind: {
      kind: 'choice',
      label: text('类别', 'Kind'),
      required: true,
      choices: [
        { value: 'acknowledge', label: text('确认', 'Acknowledged') },
        { value: 'withdraw', label: text('撤回确认', 'Acknowledgement taken back') },
        { value: 'question', label: text('提问', 'Question') },
        { value: 'answer', label: text('答复', 'Answer') },
      ],
    },
    text: { kind: 'text', label: text('内容', 'Text'), maxLength: 500 },
    at: { kind: 'instant', label: text('时间', 'Time'), required: true },
  },
  indexes: [['sheet', 'at']],
  permissions: { read: 'all', create: WRITERS, update: NOBODY, delete: NOBODY },
}

/** What came after the freeze, or corrects a signed sheet. */
export const addendumType: RecordType = {
  name: 'handover-addendum',
  label: text('交接补充', 'Handover addendum'),
  plural: text('交接补充', 'Handover addenda'),
  icon: 'note',
  title: 'text',
  managed: true,
  appendOnly: true,
  fields: {
    sheet: ofSheet,
    text: {
      kind: 'text',
      label: text('内容', 'Text'),
      required: true,
      maxLength: 4_000,
    },
    at: { kind: 'instant', label: text('时间', 'Time'), required: true },
  },
  indexes: [['sheet', 'at']],
  permissions: { read: 'all', create: WRITERS, update: NOBODY, delete: NOBODY },
}

/** A handover that a fault stopped: the outgoing side leads, the incoming side assists. */
export const pauseType: RecordType = {
  name: 'handover-pause',
  label: text('交接暂停', 'Handover pause'),
  plural: text('交接暂停', 'Handover pauses'),
  icon: 'pause',
  title: 'reason',
  managed: true,
  fields: {
    sheet: ofSheet,
    reason: { kind: 'text', label: text('原因', 'Reason'), required: true, maxLength: 500 },
    at: { kind: 'instant', label: text('暂停时间', 'Paused'), required: true },
    resumedAt: decided('instant', '恢复时间', 'Resumed'),
    resumedBy: decided('ref', '恢复人', 'Resumed by', { ref: 'person' }),
  },
  groups: { resumed: ['resumedAt', 'resumedBy'] },
  indexes: [['sheet', 'at']],
  permissions: { read: 'all', create: WRITERS, update: WRITERS, delete: NOBODY },
}

/** A declared major fault: no shift is handed over until it is under control. */
export const majorFaultType: RecordType = {
  name: 'major-fault',
  label: text('重大故障', 'Major fault'),
  plural: text('重大故障', 'Major faults'),
  icon: 'incident',
  title: 'title',
  managed: true,
  fields: {
    title: { kind: 'text', label: text('故障', 'Fault'), required: true },
    declaredAt: { kind: 'instant', label: text('宣布时间', 'Declared'), required: true },
    controlledAt: decided('instant', '受控时间', 'Under control'),
    controlledBy: decided('ref', '宣布受控人', 'Declared under control by', { ref: 'person' }),
    note: decided('text', '说明', 'Note', { maxLength: 500 }),
  },
  groups: { control: ['controlledAt', 'controlledBy', 'note'] },
  indexes: [['declaredAt']],
  permissions: {
    read: 'all',
    create: ['lead', 'manager'],
    update: ['lead', 'manager'],
    delete: NOBODY,
  },
}
