import type { MonitorTarget } from '../../../../../contract/monitoring.ts'

/** What is looked at, as people write it: an address, a path, a name. */
export function targetWords(target: MonitorTarget): string {
  switch (target.kind) {
    case 'host':
      return (target.disks ?? []).join(' ')
    case 'prometheus':
    case 'http':
      return target.url
    case 'process':
    case 'dns':
      return target.name
    case 'service':
      return target.unit
    case 'tcp':
      return `${target.host}:${target.port}`
    case 'ping':
      return target.host
    case 'log':
      return target.path
    case 'journal':
      return (target.units ?? []).join(' ')
    case 'windows-event':
      return target.channel
    case 'alertmanager':
      return `127.0.0.1:${target.port}`
    case 'behaviour':
    case 'usage':
      return target.source.from === 'log' ? target.source.path : ''
  }
}
