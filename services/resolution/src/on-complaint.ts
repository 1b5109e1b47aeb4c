import { resolution } from './resolution.js';

/** The part of a command that says what it is about: the complaint's stream in resolution. */
export const onComplaint = (id: string) => ({ stream: { kind: 'complaint' as const, id }, evolution: resolution });
