export { signToken, type TokenFor } from './issuer/token.js';
export { makeMasterKey, signingKey, ISSUER } from './issuer/keys.js';
export { SAMPLE_COMPANY, chooseStaff, readStaff } from './issuer/sample-staff.js';
export { Home, WORKSPACE, launch, readRunning, stopEverything, type Launched, type LaunchOptions, type Running } from './launcher/index.js';
export { startApp, type AppChild, type AppStart } from './launcher/app-child.js';
export { isAlive, isBrokerReady, signalProcess, startKafka, startPostgres, type RunningServer } from './servers/index.js';
