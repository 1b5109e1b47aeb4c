module.exports = require('../jest.preset.cjs')('system-tests');
