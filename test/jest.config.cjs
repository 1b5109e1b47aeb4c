// Journeys wait for other processes: what takes 50 ms alone takes seconds beside everything else.
module.exports = { ...require('../jest.preset.cjs')('system-tests'), testTimeout: 60_000 };
