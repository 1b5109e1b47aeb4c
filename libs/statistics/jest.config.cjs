module.exports = require('../../jest.preset.cjs')('statistics');
