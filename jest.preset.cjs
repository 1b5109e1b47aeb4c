// One preset for every project. Specs end in `.spec.ts` (pure), `.int.spec.ts` (PostgreSQL) or `.journey.spec.ts` (whole system);
// AMENDS_TESTS=pure leaves the last two out, so that `npm run check` needs no server.
const pureOnly = process.env.AMENDS_TESTS === 'pure';

/** Specs that wait have deadlines of their own; Jest's five seconds are short where servers and tests share two cores. */
const TEST_TIMEOUT_MS = 60_000;

module.exports = (displayName) => ({
  displayName,
  testEnvironment: 'node',
  testTimeout: TEST_TIMEOUT_MS,
  testEnvironmentOptions: { customExportConditions: ['@amends/source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...(pureOnly ? ['\\.(int|journey)\\.spec\\.ts$'] : [])],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  ...(pureOnly ? {} : { globalSetup: require.resolve('./test/servers/global-setup.cjs') }),
});
