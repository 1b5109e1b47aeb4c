module.exports = require('../../jest.preset.cjs')('principles');
