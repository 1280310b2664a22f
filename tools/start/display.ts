import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { electronProgram } from '../engine.ts'
import { findProgram, NEEDS } from '../provision.ts'
import { hasDisplay } from './facts.ts'

/** Starts Xvfb and puts it into the environment; answers what ends it. */
export async function openVirtualDisplay(): Promise<() => void> {
  const program = findProgram(NEEDS.virtualDisplay.programs)
  if (program === undefined) throw new Error('Xvfb is not installed')
  const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp']
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = (await once(child.stdio[3] as Readable, 'data')) as [Buffer]
  process.env['DISPLAY'] = `:${number.toString().trim()}`
  return () => {
    delete process.env['DISPLAY']
    child.kill()
  }
}

/** A virtual display where Electron would find none; the compatibility host draws into memory. */
export async function displayForDriving(): Promise<() => void> {
  const needed = electronProgram() !== undefined && !hasDisplay()
  return needed ? openVirtualDisplay() : () => undefined
}
