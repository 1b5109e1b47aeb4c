// Stops the test servers that AMENDS_TEST_KEEP=1 left running: node test/servers/stop.cjs
const { readServers } = require('./test-folder.cjs');

const servers = readServers();
if (servers) process.kill(servers.keeper, 'SIGTERM');
console.log(servers ? 'The test servers are stopping.' : 'No test servers are running.');
