import { complaint } from './complaint.js';

/** The part that all commands on a complaint share: its stream, and how that is folded. */
export const onComplaint = (id: string) => ({ stream: { kind: 'complaint' as const, id }, evolution: complaint });
