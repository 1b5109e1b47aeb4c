export * from './kind-names.js';
export * from './languages.js';
export * from './meanings.js';
export * from './obligation-says.js';
export * from './sentence.js';
export * from './times.js';
export * from './words.js';
