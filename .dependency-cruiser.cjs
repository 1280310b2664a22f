/** Layers: renderer -> contract; hosts -> core -> contract. An arrow the other way fails the build. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^(contract|core|electron|renderer|cli|hub|tools|tests)/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron|virtual:|vite/client)' },
    },
    only('contract-alone', '^contract/', '^contract/', 'The contract depends on nothing of ours.'),
    only(
      'renderer-contract',
      '^renderer/',
      '^(renderer|contract)/',
      'The interface reaches everything through the contract.',
    ),
    only('core-contract', '^core/', '^(core|contract)/', 'Core knows no host.'),
    only(
      'main-edge',
      '^electron/(main|preload)/',
      '^(electron/(main|preload)|contract)/',
      'The edge holds no business logic.',
    ),
    only(
      'core-process-edge',
      '^electron/core-process/',
      '^(electron/core-process|core|contract)/',
      'The core process only wires core.',
    ),
    only('hub-edge', '^hub/', '^(hub|core|contract)/', 'The server is a host of core.'),
    only('cli-edge', '^cli/', '^(cli|core|contract)/', 'The command line is a host of core.'),
    {
      name: 'contract-zod',
      severity: 'error',
      from: { path: '^contract/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'core-no-host-packages',
      severity: 'error',
      from: { path: '^(core|cli|contract)/' },
      to: { path: 'node_modules/(electron|vue|pinia|element-plus)/' },
    },
    {
      name: 'main-no-database',
      severity: 'error',
      from: { path: '^electron/(main|preload)/' },
      to: { path: 'node_modules/better-sqlite3' },
    },
    {
      name: 'features-apart',
      severity: 'error',
      comment: 'Features refer to record types and events, not to each other.',
      from: { path: '^(core|renderer/src)/features/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(core|renderer/src)/features/([^/]+)/',
        pathNot: '^(core|renderer/src)/features/$2/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
