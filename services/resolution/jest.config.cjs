module.exports = require('../../jest.preset.cjs')('resolution');
