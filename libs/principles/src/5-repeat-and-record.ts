import { principle, type Heard } from './principle.js';
import type { ComplaintSoFar } from './complaint-so-far.js';

/** "I repeat to you what I wrote down, until you say: yes, that is it." */
export const repeatAndRecord = principle({
  number: 5,
  name: { en: 'Repeat back and record', zh: '重复并记录他抱怨的事情' },
  rule: {
    en: 'I repeat to you what I wrote down, until you say: yes, that is it.',
    zh: '我把记下的内容复述给您听，直到您说“对，就是这样”。',
  },
  owes: {
    StatementRecorded: ({ data }) => [{ kind: 'read-back', about: data.statementId }],
    ReadBackCorrected: ({ data }) => [{ kind: 'read-back', about: data.statementId }],
    // Whoever need not write it down says for itself why it need not be repeated either.
    ObligationWaived: ({ data }) => (data.kind === 'record-statement' ? ['read-back'] : []),
  },
  obligations: {
    'read-back': {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: "Let me repeat what I've understood. Please put me right wherever I'm wrong.", zh: '我把您说的复述一遍，有不对的地方请您随时纠正。' },
      settledBy: {
        ReadBackConfirmed: (fact, about, soFar) => repeated(fact, about, soFar),
        ReadBackCorrected: (fact, about, soFar) => repeated(fact, about, soFar),
      },
    },
  },
});

/** Whoever has heard the newest statement repeated need not hear the former ones. */
const repeated = ({ data }: Heard<'ReadBackConfirmed'> | Heard<'ReadBackCorrected'>, about: string | undefined, { statement }: ComplaintSoFar): boolean =>
  data.statementId === about || data.statementId === statement;
