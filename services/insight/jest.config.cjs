module.exports = require('../../jest.preset.cjs')('insight');
