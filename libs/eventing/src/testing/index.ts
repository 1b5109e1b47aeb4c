export * from './events.js';
export * from './scratch.js';
export * from './service.js';
