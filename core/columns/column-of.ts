import { CodeColumn } from './code-column.ts'
import type { Column, Text } from './column.ts'
import { Dictionary } from './dictionary.ts'
import { ListColumn } from './list-column.ts'
import { NumberColumn } from './number-column.ts'
import { OrderColumn } from './order-column.ts'
import type { LoadedColumn } from './shape.ts'

/** `read` gives the text that a record has now, by its place. */
export function columnOf(loaded: LoadedColumn, read: (at: number) => Text): Column {
  switch (loaded.holding) {
    case 'number':
      return new NumberColumn(loaded.numbers)
    case 'code':
      return new CodeColumn(loaded.codes, new Dictionary(loaded.values))
    case 'order':
      return new OrderColumn(loaded, read)
    case 'list':
      return new ListColumn(loaded.starts, loaded.codes, new Dictionary(loaded.values))
  }
}
