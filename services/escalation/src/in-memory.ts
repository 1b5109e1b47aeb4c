// What a simulation needs to run ledger and clock without a database: the parts that decide, none that store.
export { HeardUpTo } from './clock/heard-up-to.js';
export { GRACE_MS, struck, type Due } from './clock/striking.js';
export { Ladder } from './escalation/ladder.js';
export { conclude } from './ledger/concluding.js';
export { judge, record, type DecidedHere } from './ledger/judge.js';
export type { Moment } from './ledger/judged.js';
export { deadlinesOf } from './ledger/overdue.js';
export { EMPTY_PAGE, type Page } from './ledger/page.js';
export { broughtBy, type StoredPage, type TurnedPage } from './ledger/turned-page.js';
