export { EventStream } from './event-stream.js';
export * from './position.js';
export * from './snapshot.js';
export * from './watchers.js';
