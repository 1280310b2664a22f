import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import vueParser from 'vue-eslint-parser'

const rawIpc = {
  selector:
    "ImportDeclaration[source.value='electron'] ImportSpecifier[imported.name=/^(ipcMain|ipcRenderer|contextBridge)$/]",
  message: 'Only electron/main/bridge.ts and electron/preload may touch raw IPC.',
}
const emptyCatch = {
  selector: 'CatchClause > BlockStatement[body.length=0]',
  message: 'An error is handled, reported or thrown on, never swallowed.',
}
const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union or `as const`.' }

export default tseslint.config(
  {
    ignores: [
      'out/**',
      'dist/**',
      'node_modules/**',
      '.tmp/**',
      'screenshots/**',
      'test-results/**',
      '*.config.js',
    ],
  },
  {
    files: ['**/*.ts', '**/*.vue'],
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: tseslint.parser,
        sourceType: 'module',
        extraFileExtensions: ['.vue'],
      },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', rawIpc, emptyCatch, noEnum],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['renderer/**/*.vue'] })),
  {
    files: ['renderer/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/no-static-inline-styles': ['error', { allowBinding: true }],
      'vue/no-v-html': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/require-default-prop': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
    },
  },
  {
    files: [
      'core/**/*.ts',
      'electron/**/*.ts',
      'cli/**/*.ts',
      'hub/**/*.ts',
      'contract/**/*.ts',
      'tools/**/*.ts',
    ],
    ignores: ['**/*.test.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.node.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: [
      'electron/main/bridge.ts',
      'electron/preload/**/*.ts',
      'tools/chromium-host/**/*.ts',
      'tests/**/*.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', emptyCatch, noEnum] },
  },
  {
    files: [
      'cli/**/*.ts',
      'hub/**/*.ts',
      'tools/**/*.ts',
      'tests/**/*.ts',
      'electron/core-process/**/*.ts',
    ],
    rules: { 'no-console': 'off' },
  },
)
