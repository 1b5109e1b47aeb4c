export * from './allowance.js';
export * from './convenient-window.js';
