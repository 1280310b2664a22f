import type { Text } from '../../../../contract/text.ts'

/** A change of the entry's text some minutes after it was entered. */
export interface SceneAmendment {
  readonly minutes: number
  readonly who: string
  readonly reason: Text
  readonly text: Text
}

/** One entry of the demonstration's log, in both languages. */
export interface Scene {
  /** 0 is the last day of the demonstration, -1 the day before. */
  readonly day: number
  /** Local time `HH:MM` of what happened. */
  readonly time: string
  readonly who: string
  readonly category: string
  readonly text: Text
  readonly tags?: readonly Text[]
  /** Names under which other features keep their records: `ci/SAN-02`. */
  readonly links?: readonly string[]
  /** Picture of the demonstration's folder, without language and extension. */
  readonly picture?: string
  /** Minutes until it was written down. */
  readonly enteredAfter?: number
  readonly amendment?: SceneAmendment
}

type More = Omit<Scene, 'day' | 'time' | 'who' | 'category' | 'text'>

export const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

export function scene(
  day: number,
  time: string,
  who: string,
  category: string,
  zh: string,
  en: string,
  more: More = {},
): Scene {
  return { day, time, who, category, text: both(zh, en), ...more }
}

export const TAGS = {
  climate: both('温湿度', 'climate'),
  storage: both('存储', 'storage'),
  database: both('数据库', 'database'),
  network: both('网络', 'network'),
  power: both('供配电', 'power'),
  backup: both('备份', 'backup'),
  security: both('安全', 'security'),
  vendor: both('厂家', 'vendor'),
  insurance: both('医保', 'insurance'),
  hall: both('办事大厅', 'service hall'),
  carried: both('遗留', 'carried'),
} as const satisfies Record<string, Text>
