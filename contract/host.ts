import { z } from 'zod'
import { bytes, nothing } from './common.ts'
import { command, open, query } from './procedure.ts'

/** Answered by the host (electron/main), not by core: windows, dialogs, printing. */
export const hostProcedures = {
  'host.info': query(
    open,
    nothing,
    z.object({
      /** chromium: compatibility mode without the Electron binary. */
      engine: z.enum(['electron', 'chromium']),
      version: z.string(),
      platform: z.string(),
      locale: z.string(),
      workspacePath: z.string(),
      /** True where the host draws window buttons over the top bar's right end. */
      overlay: z.boolean(),
    }),
  ),
  'host.chooseFiles': command(
    open,
    z.strictObject({
      title: z.string(),
      extensions: z.array(z.string()).max(50),
      multiple: z.boolean(),
    }),
    z.object({ files: z.array(z.object({ name: z.string(), bytes: bytes })) }),
    ['fileUnreadable', 'cancelled', 'blobTooLarge'],
  ),
  /**
   * Lets the person choose files or a folder that core is to read. The window learns names and tokens, no paths;
   * a token is good for core of this run alone.
   */
  'host.choosePaths': command(
    open,
    z.strictObject({ title: z.string().max(80), kind: z.enum(['files', 'folder']) }),
    z.object({ chosen: z.array(z.object({ token: z.string(), name: z.string() })) }),
    ['cancelled'],
  ),
  'host.saveFile': command(
    open,
    z.strictObject({ name: z.string().max(255), bytes: bytes }),
    z.object({ path: z.string() }),
    ['cancelled', 'storageFailed'],
  ),
  /** The file of an opened document, fetched from core by its token and saved where the person chooses. */
  'host.saveDocument': command(
    open,
    z.strictObject({ token: z.string().max(64), name: z.string().max(255) }),
    z.object({ path: z.string() }),
    ['cancelled', 'storageFailed', 'notFound', 'blobMissing', 'blobDamaged'],
  ),
  'host.print': command(open, nothing, nothing, ['storageFailed', 'cancelled']),
  /** The window's print layout as PDF, saved where the person chooses. */
  'host.printToPdf': command(
    open,
    z.strictObject({ name: z.string().max(255), landscape: z.boolean() }),
    z.object({ path: z.string() }),
    ['cancelled', 'storageFailed'],
  ),
  'host.setTheme': command(
    open,
    z.strictObject({ theme: z.enum(['light', 'dark', 'system']) }),
    nothing,
  ),
  'host.setZoom': command(open, z.strictObject({ percent: z.int().min(50).max(300) }), nothing),
  /** Asks the operating system's attention: a notification with a title and a line. */
  'host.notify': command(
    open,
    z.strictObject({ title: z.string().max(80), body: z.string().max(300) }),
    nothing,
  ),
} as const
