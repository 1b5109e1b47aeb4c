module.exports = require('../../jest.preset.cjs')('vault');
