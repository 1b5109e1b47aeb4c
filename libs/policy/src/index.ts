export * from './allowance.js';
