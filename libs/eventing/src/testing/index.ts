export * from './events.js';
export * from './scratch.js';
