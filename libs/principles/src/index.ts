export * from './complaint-so-far.js';
export * from './phrases/index.js';
export * from './principle.js';
export * from './principles.js';
