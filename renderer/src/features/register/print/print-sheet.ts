import { shallowRef } from 'vue'
import type { FieldType, RecordType } from '../../../../../contract/record-type.ts'
import type { HistoryEntry } from '../../../../../contract/register.ts'
import type { PaperFrame } from '../../../print/paper.ts'

interface Frame extends PaperFrame {
  readonly type: RecordType
}

export type Sheet = Frame &
  (
    | {
        readonly kind: 'list'
        readonly columns: readonly { readonly name: string; readonly field: FieldType }[]
        readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[]
        readonly total: number
        readonly filters: string
      }
    | {
        readonly kind: 'record'
        /** What such a paper is called, where the type says so. */
        readonly called: string | undefined
        readonly sections: readonly {
          readonly label: string | undefined
          readonly values: readonly { readonly label: string; readonly value: string }[]
        }[]
        readonly history: readonly HistoryEntry[]
        readonly comments: readonly {
          readonly id: string
          readonly who: string
          readonly at: number
          readonly text: string
        }[]
      }
  )

/** What is on paper just now; the page shows it only while it is printed. */
export const sheet = shallowRef<Sheet>()
