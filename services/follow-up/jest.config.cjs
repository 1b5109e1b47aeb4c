module.exports = require('../../jest.preset.cjs')('follow-up');
