module.exports = {
  projects: ['<rootDir>/libs/*', '<rootDir>/services/*', '<rootDir>/deploy/local', '<rootDir>/test'],
};
