export { askHealth } from './health.js';
export { Home, WORKSPACE } from './home.js';
export { LaunchFailure } from './launch-failure.js';
export { launch, type Launched, type LaunchOptions } from './launch.js';
export { Locked, holderOf } from './lock.js';
export { SERVICES, readLive, readRunning, type Running } from './running.js';
export { STEPS, type Happening, type Report, type StepName } from './steps.js';
export { stopEverything } from './stop.js';
