import type { ProbeMaker } from '../probe.ts'
import { followProbe } from './follow-probe.ts'
import { fileSource, journalSource, windowsSource } from './line-source.ts'
import { watchFile } from './watch-file.ts'

export const logProbe: ProbeMaker<'log'> = (target, host) =>
  followProbe(target, host, fileSource(target), watchFile(target.path))

export const journalProbe: ProbeMaker<'journal'> = (target, host) =>
  followProbe(target, host, journalSource(target))

export const windowsEventProbe: ProbeMaker<'windows-event'> = (target, host) =>
  followProbe(target, host, windowsSource(target))
