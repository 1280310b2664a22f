import { ADVICES, SEVERITY_LABELS, type MonitorRule } from '../../../../../contract/monitoring.ts'
import { BEHAVIOURS } from '../../../../../contract/behaviours.ts'
import { metricInfo } from '../../../../../contract/metrics.ts'
import { fill, type Language, type Text } from '../../../../../contract/text.ts'
import { metricWords, valueWords } from './figures.ts'

const TEXTS = {
  above: { 'zh-CN': '{metric}高于{value}', en: '{metric} above {value}' },
  below: { 'zh-CN': '{metric}低于{value}', en: '{metric} below {value}' },
  average: { 'zh-CN': '（{time}平均）', en: ' ({time} average)' },
  during: { 'zh-CN': '持续{time}', en: ' for {time}' },
  raises: { 'zh-CN': '，报{severity}', en: ': {severity}' },
  clearedBelow: { 'zh-CN': '；低于{value}', en: '; cleared below {value}' },
  clearedAbove: { 'zh-CN': '；高于{value}', en: '; cleared above {value}' },
  clearedFor: { 'zh-CN': '持续{time}后恢复', en: ' for {time}' },
  clearedAtOnce: { 'zh-CN': '即恢复', en: '' },
  down: { 'zh-CN': '停止', en: 'Down' },
  unknown: { 'zh-CN': '无数据', en: 'No data' },
  matches: {
    'zh-CN': '{time}内{pattern}达{count}次',
    en: '{pattern} {count} times within {time}',
  },
  matchOnce: { 'zh-CN': '出现{pattern}', en: '{pattern} seen' },
  anyPattern: { 'zh-CN': '匹配', en: 'a match' },
  quiet: { 'zh-CN': '；{time}不再出现即恢复', en: '; cleared when none came for {time}' },
  advises: { 'zh-CN': '；建议{advice}', en: '; advice: {advice}' },
  hours: { 'zh-CN': '；另有{count}个时段', en: '; other limits in {count} periods' },
  escalates: { 'zh-CN': '；{minutes}分未确认上报', en: '; escalates after {minutes} min' },
  second: { 'zh-CN': '{count}秒', en: '{count} s' },
  minute: { 'zh-CN': '{count}分', en: '{count} min' },
  hour: { 'zh-CN': '{count}小时', en: '{count} h' },
} as const satisfies Record<string, Text>

/** A rule as one sentence, as people would say it. */
export function ruleWords(rule: MonitorRule, language: Language): string {
  const say = (key: keyof typeof TEXTS, params: Record<string, string | number> = {}): string =>
    fill(TEXTS[key][language], params)
  const time = (seconds: number): string =>
    seconds % 3_600 === 0 && seconds > 0
      ? say('hour', { count: seconds / 3_600 })
      : seconds % 60 === 0 && seconds > 0
        ? say('minute', { count: seconds / 60 })
        : say('second', { count: seconds })
  const during = (seconds: number): string =>
    seconds === 0 ? '' : say('during', { time: time(seconds) })
  const raises = say('raises', { severity: SEVERITY_LABELS[rule.severity][language] })
  const rest = [
    rule.advice === undefined ? '' : say('advises', { advice: adviceOf(rule.advice, language) }),
    rule.hours === undefined || rule.hours.length === 0
      ? ''
      : say('hours', { count: rule.hours.length }),
    rule.escalate === undefined || rule.escalate.length === 0
      ? ''
      : say('escalates', { minutes: rule.escalate.join('/') }),
  ].join('')
  switch (rule.kind) {
    case 'threshold': {
      const { unit } = metricInfo(rule.metric)
      const value = (figure: number): string => valueWords(figure, unit, language)
      const isAbove = rule.side === 'above'
      const clear = rule.clear ?? rule.raise
      return [
        say(rule.side, { metric: metricWords(rule.metric, language), value: value(rule.raise) }),
        rule.averageSeconds === 0 ? '' : say('average', { time: time(rule.averageSeconds) }),
        during(rule.forSeconds),
        raises,
        say(isAbove ? 'clearedBelow' : 'clearedAbove', { value: value(clear) }),
        rule.clearForSeconds === 0
          ? say('clearedAtOnce')
          : say('clearedFor', { time: time(rule.clearForSeconds) }),
        rest,
      ].join('')
    }
    case 'state':
      return `${say(rule.state)}${during(rule.forSeconds)}${raises}${rest}`
    case 'matches': {
      const pattern = patternOf(rule.pattern, language) ?? say('anyPattern')
      const what =
        rule.count === 1
          ? say('matchOnce', { pattern })
          : say('matches', { pattern, count: rule.count, time: time(rule.withinSeconds) })
      return `${what}${raises}${say('quiet', { time: time(rule.quietSeconds) })}${rest}`
    }
  }
}

const adviceOf = (advice: string, language: Language): string =>
  Object.hasOwn(ADVICES, advice) ? ADVICES[advice as keyof typeof ADVICES][language] : advice

const patternOf = (pattern: string | undefined, language: Language): string | undefined =>
  pattern !== undefined && Object.hasOwn(BEHAVIOURS, pattern)
    ? BEHAVIOURS[pattern as keyof typeof BEHAVIOURS][language]
    : pattern
