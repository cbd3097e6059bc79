import tseslint from 'typescript-eslint';

const typed = (project, files, extra = {}) => ({
  files,
  extends: [...tseslint.configs.strictTypeChecked],
  languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    '@typescript-eslint/consistent-type-imports': 'error',
    'max-lines': ['error', { max: 400 }],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    eqeqeq: 'error',
    ...extra,
  },
});

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      'lessons/**/exercises/**',
      'test/fixtures/',
      'scripts/',
      '*.mjs',
      '*.cjs',
    ],
  },
  typed('./tsconfig.json', ['src/**/*.ts']),
  { files: ['src/extension.ts'], rules: { 'max-lines': ['error', { max: 150 }] } },
  typed('./webview/tsconfig.json', ['webview/**/*.ts']),
  typed('./test/tsconfig.json', ['test/**/*.ts'], {
    'max-lines-per-function': 'off',
    '@typescript-eslint/no-non-null-assertion': 'off',
    // assert.equal() narrows what it has compared; a test may still say that a value can be missing.
    '@typescript-eslint/no-unnecessary-condition': 'off',
    // node:test and mocha return promises that their runner awaits.
    '@typescript-eslint/no-floating-promises': [
      'error',
      {
        allowForKnownSafeCalls: ['describe', 'it', 'test', 'before', 'after', 'beforeEach', 'afterEach'].map(
          (name) => ({ from: 'package', package: 'node:test', name }),
        ),
      },
    ],
  }),
);
