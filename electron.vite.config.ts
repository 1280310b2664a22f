import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { noteBundled } from './tools/bundled.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Built into the workers of the library, which are started outside of the packed archive. */
const IN_WORKERS = [
  'htmlparser2',
  'image-size',
  'jschardet',
  'mammoth',
  'markdown-it',
  'pdfjs-dist',
  'fflate',
  'read-excel-file',
]

/** What every start needs is one file: reading a hundred small ones takes longer than running them. */
const AT_START = ['zod', 'temporal-polyfill', 'uuidv7', 'node-diff3', 'diff']

/** What pdf.js reads beside its code: without its character maps Chinese text vanishes. */
const PDF_DATA = ['cmaps', 'standard_fonts', 'wasm', 'iccs']

/** What the first picture shares with every screen: one file, since each is a request of its own. */
const IN_BASE =
  /[\\/](@vue|vue|vue-router|pinia)[\\/]|noto-sans[\\/]|preload-helper|export-helper|contract[\\/](roles|text)|[\\/]ui[\\/]WkIcon(Button)?\.vue/u

const bundled = () => noteBundled(at('out/bundled.json'), at('out/third-party-licenses.txt'))

export default defineConfig({
  main: {
    // Its build for Node declares a `require` of its own, which a bundle has already.
    resolve: { alias: { fflate: 'fflate/browser' } },
    plugins: [
      bundled(),
      {
        name: 'pdf-data',
        writeBundle() {
          for (const name of PDF_DATA)
            cpSync(at(`node_modules/pdfjs-dist/${name}`), join(at('out/pdf-data'), name), {
              recursive: true,
            })
        },
      },
    ],
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: [...IN_WORKERS, ...AT_START] },
      rollupOptions: {
        input: {
          index: at('electron/main/index.ts'),
          'core-process': at('electron/core-process/index.ts'),
          'check-worker': at('core/db/check-worker.ts'),
          'backup-worker': at('core/backup/backup-worker.ts'),
          'columns-worker': at('core/columns/worker.ts'),
          'sheet-worker': at('core/transfer/sheet-worker.ts'),
          'library-worker': at('core/features/library/extract/worker.ts'),
          'library-index-writer': at('core/features/library/index/writer-worker.ts'),
        },
      },
    },
  },
  preload: {
    plugins: [bundled()],
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [vue(), bundled()],
    worker: { format: 'es', plugins: () => [bundled()] },
    build: {
      outDir: at('out/renderer'),
      rollupOptions: {
        input: { index: at('renderer/index.html'), reader: at('renderer/reader/index.html') },
        output: { codeSplitting: { groups: [{ name: 'base', test: IN_BASE }] } },
      },
      // Data URLs of scripts and styles would not pass the content security policy.
      assetsInlineLimit: 0,
      minify: true,
    },
  },
})
