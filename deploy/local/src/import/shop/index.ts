export * from './import-shop.js';
export * from './shop-tally.js';
