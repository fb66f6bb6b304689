const { builtinModules } = require('node:module');

/** Every way to write a built-in module of Node: `fs`, `node:fs`, `fs/promises`, … */
const nodeBuiltIns = `^(?:node:)?(?:${builtinModules
  .filter((name) => !name.startsWith('_'))
  .map((name) => name.replace(/^node:/u, ''))
  .join('|')})$`;
const networkModules =
  '^(?:node:)?(?:net|http|https|http2|tls|dns|dns/promises|dgram|undici)$|^node_modules/undici/';

/** Imported for its types alone; gone when the program runs. */
const typesOnly = ['type-only', 'type-import'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that import each other cannot be read one after the other. Move what both need to a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: typesOnly } },
    },
    {
      name: 'no-unresolved',
      comment: 'The imported file or package is not there.',
      severity: 'error',
      from: {},
      // Vite adds `?url`, `?raw` and the like; the file itself is checked by the build.
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
    {
      name: 'no-development-packages',
      comment: 'The shipped program holds the packages under "dependencies" only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: typesOnly,
        pathNot: '^node_modules/(?:electron|vite)/',
      },
    },
    {
      name: 'shared-is-pure',
      comment: 'src/shared runs in every process: no file, no window, nothing of another side.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: {
        path: [
          '^src/(?!shared/)',
          '^node_modules/(?:electron|react|react-dom|react-intl|@tanstack|@tiptap|@ariakit)/',
          nodeBuiltIns,
        ],
      },
    },
    {
      name: 'core-is-plain-node',
      comment: 'Core runs in tests and on the command line too: no Electron, no page.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: ['^src/(?!core/|shared/)', '^node_modules/(?:electron|react|react-dom|react-intl)/'] },
    },
    {
      name: 'only-db-opens-databases',
      comment: 'One folder imports the driver, so that each connection gets the same settings, read back.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/db/' },
      to: { path: '^node_modules/@signalapp/sqlcipher/' },
    },
    {
      name: 'migrations-stand-alone',
      comment:
        'A migration never changes when the program does. It may import types; copy what else it needs.',
      severity: 'error',
      from: { path: '^src/core/db/migrations/', pathNot: '^src/core/db/migrations/index\\.ts$' },
      to: { path: '^src/', dependencyTypesNot: typesOnly },
    },
    {
      name: 'only-the-shell-knows-electron',
      comment: 'Main and preload are the shell. What others need of Electron comes to them as a function.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(?:main|preload)/' },
      to: { path: '^(?:node_modules/electron/|electron$)' },
    },
    {
      name: 'shell-does-not-reach-into-core',
      comment: 'Main starts core as a process of its own and talks to it through messages, never by import.',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/', pathNot: ['^src/(?:main|shared)/', '/network-guard\\.ts$'] },
    },
    {
      name: 'preload-is-small',
      comment: 'The bridge imports Electron and shared types, nothing else.',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { path: '.', pathNot: ['^src/(?:preload|shared)/', '^node_modules/electron/', '^electron$'] },
    },
    {
      name: 'page-knows-no-process',
      comment:
        'The page is sandboxed: it has shared schemas and the contract, and calls core through channels.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: ['^src/(?!renderer/|shared/)', nodeBuiltIns] },
    },
    {
      name: 'features-through-the-front-door',
      comment: 'A feature uses another one through its index only, so that its insides may change.',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: {
        path: '^src/renderer/features/([^/]+)/',
        pathNot: ['^src/renderer/features/$1/', '^src/renderer/features/[^/]+/index\\.tsx?$'],
      },
    },
    {
      name: 'design-system-knows-no-feature',
      comment: 'src/renderer/ui and lib are used by features, never the other way round.',
      severity: 'error',
      from: { path: '^src/renderer/(?:ui|lib)/' },
      to: { path: '^src/renderer/(?:features|app)/' },
    },
    {
      name: 'command-line-stands-on-core',
      comment: 'The command line offers what core does; it opens no window.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: ['^src/(?!cli/|core/|shared/)', '^node_modules/(?:electron|react|react-dom)/'] },
    },
    {
      name: 'no-network',
      comment: 'Dossier uses no network. The guard alone touches these modules, to make them refuse.',
      severity: 'error',
      from: { path: '^src/', pathNot: '/network-guard\\.ts$' },
      to: { path: networkModules },
    },
    {
      name: 'the-program-knows-no-test',
      comment: 'What ships does not import tests or scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:tests|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
