export * from './errors.js';
export * from './master-key.js';
export * from './vault.js';
export * from './vault.sql.js';
