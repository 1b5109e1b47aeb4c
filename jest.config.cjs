const preset = require('./jest.preset.cjs');

module.exports = {
  projects: ['<rootDir>/libs/*', '<rootDir>/services/*', '<rootDir>/deploy/local', '<rootDir>/test'],
  // Where several projects run together, Jest takes the time of a test from here and not from them.
  testTimeout: preset('all').testTimeout,
};
