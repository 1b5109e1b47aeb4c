import { always, principle } from './principle.js';

/** "I listen with my heart, I don't defend and I don't argue; your words are written down as you said them." */
export const listen = principle({
  number: 4,
  name: { en: 'Listen, without defending or arguing', zh: '用心倾听，不辩解，不争论' },
  rule: {
    en: "I listen with my heart, I don't defend and I don't argue; your words are written down as you said them.",
    zh: '我用心倾听，不辩解，不争论，按您的原话记录下来。',
  },
  owes: {
    ComplaintRegistered: () => ['record-statement'],
  },
  obligations: {
    'record-statement': {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: "Please tell me in your own words what happened. I'm listening, and I'm writing it down.", zh: '请您慢慢说，发生了什么事？我在听，也会把您说的记下来。' },
      settledBy: { StatementRecorded: always },
    },
  },
});
