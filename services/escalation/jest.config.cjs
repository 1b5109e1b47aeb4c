module.exports = require('../../jest.preset.cjs')('escalation');
