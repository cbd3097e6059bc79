/**
 * Who may import whom, as data. ARCHITECTURE.md draws the same picture; each message says what to do instead.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^src/${from}/` },
  to: { path: '^(src|webview)/', pathNot: allowed.map((part) => `^src/${part}(/|$)`) },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Move the shared part to a module of its own.',
      from: {},
      to: { circular: true },
    },
    only(
      'protocol-imports-nothing',
      'protocol',
      ['protocol'],
      'The contracts import nothing, so everyone may import them.',
    ),
    only('base-imports-nothing', 'base', ['base'], 'base is the ground floor; move the code up.'),
    only('core-is-pure', 'core', ['core', 'protocol', 'base'], 'core is pure; pass the value in.'),
    only(
      'contributions-are-ids',
      'contributions',
      ['contributions', 'protocol', 'base'],
      'Only ids and type maps live here.',
    ),
    only(
      'runner-below-ui',
      'runner',
      ['runner', 'core', 'protocol', 'base'],
      'Pass what it needs as an argument.',
    ),
    only(
      'packs-below-ui',
      'packs',
      ['packs', 'core', 'protocol', 'base'],
      'Pass what it needs as an argument.',
    ),
    only(
      'storage-below-ui',
      'storage',
      ['storage', 'core', 'protocol', 'base', 'contributions'],
      'Pass what it needs as an argument.',
    ),
    only(
      'worker-stands-alone',
      'worker',
      ['worker', 'core', 'protocol', 'base'],
      'The worker process shares contracts only.',
    ),
    only(
      'cli-without-editor',
      'cli',
      ['cli', 'runner', 'packs', 'practice', 'storage', 'core', 'protocol', 'base'],
      'The command line knows no editor.',
    ),
    only(
      'ui-below-commands',
      'ui',
      ['ui', 'storage', 'runner', 'packs', 'practice', 'core', 'protocol', 'base', 'contributions'],
      'Commands call ui, never the reverse.',
    ),
    {
      name: 'ui-siblings-are-strangers',
      severity: 'error',
      comment: 'Lift the shared part to src/ui/shared or below.',
      from: { path: '^src/ui/([^/]+)/' },
      to: { path: '^src/ui/[^/]+/', pathNot: ['^src/ui/$1/', '^src/ui/shared/'] },
    },
    {
      name: 'vscode-only-in-ui',
      severity: 'error',
      comment: 'Runtime vscode belongs to ui, commands and extension.ts; below, pass values.',
      from: { path: '^(src|webview)/', pathNot: '^src/(ui|commands)/|^src/extension\\.ts$' },
      to: { path: '^vscode$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'processes-only-in-runner',
      severity: 'error',
      comment: 'Ask runner for a process; it owns stop, limits and endings.',
      from: { path: '^(src|webview)/', pathNot: '^src/runner/|^src/worker/kernels/native/build\\.mjs$' },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'tensorflow-only-in-worker',
      severity: 'error',
      comment: 'Activation must never load TensorFlow; talk to the worker.',
      from: { path: '^(src|webview)/', pathNot: '^src/worker/' },
      to: { path: '@tensorflow/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-layers-have-no-node',
      severity: 'error',
      comment: 'protocol, base, core, practice, contributions and webview run in a browser too.',
      from: { path: '^src/(protocol|base|core|practice|contributions)/|^webview/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'webview-imports-contracts-only',
      severity: 'error',
      comment: 'A webview knows the protocol and pure core; the host owns the data.',
      from: { path: '^webview/' },
      to: { path: '^src/', pathNot: '^src/(protocol|core|base)/' },
    },
    {
      name: 'webview-apps-are-strangers',
      severity: 'error',
      comment: 'Lift the shared part to webview/lib.',
      from: { path: '^webview/([^/]+)/' },
      to: { path: '^webview/[^/]+/', pathNot: ['^webview/$1/', '^webview/lib/', '^webview/widgets/'] },
    },
    {
      name: 'toolkit-behind-one-file',
      severity: 'error',
      comment: 'The toolkit is archived upstream: only webview/lib/controls.ts may import it.',
      from: { path: '^(src|webview)/', pathNot: '^webview/lib/controls\\.ts$' },
      to: { path: '@vscode/webview-ui-toolkit' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|out)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
