import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** What pure libraries may not touch: Node itself, and anything that differs from run to run. */
const pure = {
  'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', 'fs', 'path', 'crypto', 'os'], message: 'A pure library uses nothing of Node: time, ids and data come in with the call.' }] }],
  'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto', 'fetch', 'Buffer'],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Time comes in with the call.' },
    { object: 'Math', property: 'random', message: 'Randomness comes in with the call.' },
  ],
  'no-restricted-syntax': ['error', { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time comes in with the call.' }],
};

/** Only adapters touch the clock, timers and randomness, and only runtime/config reads the environment. */
const served = {
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'Only libs/runtime/src/config.ts reads the environment.' },
    { object: 'Date', property: 'now', message: 'Ask the Clock.' },
    { object: 'Math', property: 'random', message: 'Ask for Ids, or take a seed.' },
  ],
};

/** Who may import whom; `fromPure` is what pure libraries may take from npm. */
const boundaries = (fromPure) => [
  'error',
  {
    enforceBuildableLibDependency: true,
    allow: [],
    // The command loads what only one verb needs when that verb runs.
    checkDynamicDependenciesExceptions: ['.*'],
    depConstraints: [
      { sourceTag: 'pure', onlyDependOnLibsWithTags: ['pure'], allowedExternalImports: fromPure },
      { sourceTag: 'nest', onlyDependOnLibsWithTags: ['pure', 'nest'] },
      { sourceTag: 'service', onlyDependOnLibsWithTags: ['pure', 'nest'] },
      { sourceTag: 'deploy', onlyDependOnLibsWithTags: ['pure', 'nest', 'service', 'deploy'] },
      { sourceTag: 'test', onlyDependOnLibsWithTags: ['pure', 'nest', 'service', 'deploy', 'test'] },
    ],
  },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.amends*/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.cjs'],
    // Classes are injection tokens: their imports are values although they look like types.
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unsafe-function-type': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
    },
  },
  { files: ['**/*.ts'], rules: { '@nx/enforce-module-boundaries': boundaries([]) } },
  // Calendars and zones are too easily wrong to be written by hand.
  { files: ['libs/policy/src/**/*.ts'], rules: { '@nx/enforce-module-boundaries': boundaries(['temporal-polyfill']) } },
  // Their specs may use tools of the trade: properties, schema validation.
  { files: ['**/*.spec.ts'], rules: { '@nx/enforce-module-boundaries': boundaries(['fast-check', 'ajv', 'ajv/*', 'ajv-formats']) } },
  { files: ['libs/{decider,contracts,principles,policy,statistics}/src/**/*.ts'], ignores: ['**/*.spec.ts'], rules: pure },
  {
    files: ['libs/principles/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: '@amends/contracts', allowTypeImports: true, message: 'Principles take only types from contracts: facts come in with the call.' }] },
      ],
    },
  },
  {
    files: ['libs/{eventing,runtime,vault}/src/**/*.ts', 'services/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**', 'libs/runtime/src/config.ts', 'libs/eventing/src/clock.ts', 'libs/eventing/src/transport/kafka-shim.ts', 'services/*/src/main.ts'],
    rules: served,
  },
);
