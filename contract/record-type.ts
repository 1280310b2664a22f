import type { PaperSection } from './paper-sections.ts'
import type { Role } from './roles.ts'
import type { Text } from './text.ts'
import type { Writers } from './writers.ts'

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/**
 * What happens when two devices change one field without seeing each other.
 * free: the newest is shown, the other stays in history. reviewed: all are kept and shown for a
 * decision. append: never changed after creation. decided: the first stands (causal, then clock
 * order), later ones show as addenda.
 */
export type ConflictPolicy = 'free' | 'reviewed' | 'append' | 'decided'

export type FieldKind =
  | 'text' // one line
  | 'longText' // several lines, plain text or Markdown
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date' // 'YYYY-MM-DD', no time zone
  | 'instant' // milliseconds since 1970-01-01T00:00Z
  | 'choice' // one of `choices`
  | 'tags' // list of short texts
  | 'ref' // id of a record of type `ref`
  | 'refs' // ids of records of type `ref`
  | 'links' // ids of records of any type: [{type, id}]
  | 'attachments' // [{sha256, name, mime, size}]
  | 'json' // structure owned by the feature; not shown by the generic form

export type Tone = 'ok' | 'notice' | 'warn' | 'crit' | 'unknown' | 'maint' | 'neutral'

export interface Choice {
  readonly value: string
  readonly label: Text
  readonly tone?: Tone
}

export interface FieldType {
  readonly kind: FieldKind
  readonly label: Text
  readonly help?: Text
  readonly required?: boolean
  /** Default 'reviewed' for choice, ref and longText; 'free' for the rest. */
  readonly policy?: ConflictPolicy
  /** Value of a new record's form; 'now' and 'me' are filled in by the form. */
  readonly initial?: Json | { readonly from: 'now' | 'today' | 'me' }
  readonly choices?: readonly Choice[]
  /** Record type that `ref` and `refs` point at. */
  readonly ref?: string
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  /** Characters; 200 for text, 20,000 for longText when not given. */
  readonly maxLength?: number
  /** Attachments that only the feature's own procedures give out, which record who gets them. */
  readonly guarded?: boolean
  /** Written once at creation by the system, shown, never in forms. */
  readonly readOnly?: boolean
}

export type RecordAction = 'read' | 'create' | 'update' | 'delete'

export interface Transition {
  readonly name: string
  readonly label: Text
  readonly from: readonly string[]
  readonly to: string
  readonly roles: readonly Role[]
  /** A signing act: the password is asked again and the person's key signs. */
  readonly signed?: boolean
  /** Fields that must be filled before. */
  readonly requires?: readonly string[]
  /** Four eyes: taken neither by who brought the record into its state, nor by who stands or stood in these fields. */
  readonly fourEyes?: readonly string[]
  /** Names of the feature's checks (`FeatureModule.guards`): why the step is refused now. */
  readonly guards?: readonly string[]
  /** One round of a recurring record is done: `recurs.from` becomes today, and the next date follows. */
  readonly completes?: boolean
}

/** A date or moment of a record that is somebody's duty: it stands in the work list, and on the handover sheet. */
export interface Deadline {
  /** A field of kind date or instant. A date is due through its whole day. */
  readonly field: string
  /** States in which it is a duty; absent: always. */
  readonly open?: readonly string[]
  /** Choice field that `open` speaks of; the workflow's when absent. */
  readonly state?: string
  /** Whose it is: a reference to a person, a post or a team; where it is empty, `roles`, then whoever is on duty. */
  readonly who?: string
  readonly roles?: readonly Role[]
  /** What is to be done; `{title}` and `{field}` are filled in, a label without them stands behind the title. */
  readonly label: Text
  /** Fields of the second line. */
  readonly detail?: readonly string[]
  /** It stands in the list this many days before. */
  readonly remindDays?: number
  /** The duty falls so many days after the field's date: a test that grows stale. */
  readonly afterDays?: number
  /** A point of the handover sheet when it is overdue or falls into the next shift. */
  readonly sheet?: boolean
}

/** What comes again: the next date follows when `from` is written or a step with `completes` is taken. */
export interface Recurrence {
  /** Integer field of days, or a choice of day, week, month, quarter, halfYear and year. */
  readonly every: string
  /** Date or instant at which it was done last. */
  readonly from: string
  /** Date or instant at which it is due again; a value that is given with `from` stands. */
  readonly next: string
}

/** What an approval was given for: that stands, whatever was written on other devices meanwhile. */
export interface Approval {
  /** Field that is set by approving. */
  readonly by: string
  /** Fields that show what the approver had before him when he signed, and what he wrote with it. */
  readonly covers: readonly string[]
  /**
   * Choice field in which the record goes on, among those who knew of the approval, and the values under which it holds
   * in the order in which they are reached: of several the last stands. Absent: the approval is final.
   */
  readonly state?: { readonly field: string; readonly holds: readonly string[] }
}

/** Records of another type that belong to this one: listed inside of it, with a way to add one. */
export interface Children {
  readonly type: string
  /** Their reference that points here. */
  readonly field: string
}

/** A record that ships with the product, offered to be taken into an empty register. */
export interface ReadyRecord {
  /** Names it for ever within its type: what was taken in is known by it. */
  readonly key: string
  /** Values; a text in both languages is taken in the person's own. */
  readonly fields: Readonly<Record<string, Json | Text>>
}

/** A record type, declared once: table, merge, validation, permissions, views and search follow. */
export interface RecordType {
  /** Kebab-case, singular, never renamed: it stands in the log. */
  readonly name: string
  readonly label: Text
  readonly plural: Text
  /** Name in the navigation, where the plural is too long for it. */
  readonly short?: Text
  readonly icon: string
  /** Area of the navigation in which its register stands; absent: no register of its own. */
  readonly area?: 'duty' | 'operations' | 'management' | 'records'
  readonly fields: Readonly<Record<string, FieldType>>
  /** Field whose value names the record to people. */
  readonly title: string
  /** Field shown beside the title in look-ups. */
  readonly subtitle?: string
  /** Fields with one shared head, by group name (status with closedAt). */
  readonly groups?: Readonly<Record<string, readonly string[]>>
  readonly workflow?: {
    readonly field: string
    readonly transitions: readonly Transition[]
    /** Fields that nobody changes any more in a state: what was approved stays as it was approved. */
    readonly locked?: Readonly<Record<string, readonly string[]>>
  }
  /** Choice field whose values are the columns of the board; the workflow's field when absent. */
  readonly board?: string
  /** Date or instant fields of the calendar. */
  readonly calendar?: { readonly from: string; readonly to?: string }
  /** Absent in a workflow: a signed step covers what the state locks into which it leads. */
  readonly approval?: Approval
  readonly children?: readonly Children[]
  /** States of the workflow in which its steps on the engine of responses are decided; absent: until it is over. */
  readonly steps?: readonly string[]
  readonly deadlines?: readonly Deadline[]
  readonly recurs?: Recurrence
  readonly ready?: readonly ReadyRecord[]
  /** Records are written once; amendments are records of their own. */
  readonly appendOnly?: boolean
  /** Human number in the read-only field `number`: PREFIX-YEAR-DEVICE-0001. */
  readonly numbering?: { readonly prefix: string }
  /** Fields in the full-text index; the title always is. */
  readonly search?: readonly string[]
  /** At most three; each a list of fields, `_created`, `_created_by` or `_updated` allowed, id is appended. */
  readonly indexes?: readonly (readonly string[])[]
  readonly permissions: Readonly<Record<RecordAction, readonly Role[] | 'all'>>
  /** Records may carry a confidentiality level; else all are internal. */
  readonly levels?: boolean
  /** Months after which a record may be archived; absent: kept for ever. */
  readonly retentionMonths?: number
  /** Written only by its feature's own procedures, not by the generic register. */
  readonly managed?: boolean
  /** Fields that the device writes by itself, like what its monitors saw; absent: none, and no record either. */
  readonly byDevice?: readonly string[]
  /** Who else writes it, and who alone gives certain values; absent: as `permissions` and the workflow say. */
  readonly writers?: Writers
  readonly list?: {
    readonly columns: readonly string[]
    readonly sort?: { readonly field: string; readonly descending?: boolean }
    readonly groupBy?: string
  }
  /**
   * Fields with the type and id of the record that it is a part of: it is found by whoever may read that one, on its
   * page, at the part named.
   */
  readonly within?: { readonly type: string; readonly id: string; readonly tab: string }
  /** How a record is laid out on paper and as a document; absent: as its form. */
  readonly paper?: {
    /** What such a paper is called. */
    readonly title: Text
    readonly sections: readonly PaperSection[]
  }
  readonly form?: {
    readonly sections: readonly { readonly label?: Text; readonly fields: readonly string[] }[]
  }
}

/** What somebody with these roles may do with records of a type. */
export const mayDo = (
  { permissions }: Pick<RecordType, 'permissions'>,
  roles: readonly Role[],
  action: RecordAction,
): boolean => {
  const allowed = permissions[action]
  return allowed === 'all' || allowed.some((role) => roles.includes(role))
}

export function policyOf(field: FieldType, type?: RecordType): ConflictPolicy {
  if (type?.appendOnly) return 'append'
  if (field.policy) return field.policy
  return field.kind === 'choice' || field.kind === 'ref' || field.kind === 'longText'
    ? 'reviewed'
    : 'free'
}
