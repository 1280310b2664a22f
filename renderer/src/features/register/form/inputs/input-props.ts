import type { FieldType, Json } from '../../../../../../contract/record-type.ts'

/** What every input of a field gets; `change` answers the new value. */
export interface InputProps {
  readonly id: string
  readonly field: FieldType
  readonly value: Json | undefined
  readonly label: string
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
}
