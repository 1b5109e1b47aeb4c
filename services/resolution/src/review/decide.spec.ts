import { after, heard, NOON } from '../testing/builders.js';
import { completeImprovement, decideImprovement, openReview, verifyImprovement } from './decide.js';
import { AFTER_IMPROVEMENT } from './reviewing.js';

const [REVIEW, NEW, IMPROVEMENT] = ['review', 'new', 'improvement'] as [string, string, string];
const resolved = heard('ComplaintResolved', { how: 'certain-repair', cause: 'hose-worn' });
const opened = heard('ReviewOpened', { reviewId: REVIEW, cause: 'hose-worn' });
const decided = heard('ImprovementDecided', { improvementId: IMPROVEMENT, reviewId: REVIEW, cause: 'hose-worn', owner: { unit: 'repairs', staff: null }, dueAt: NOON });
const completed = heard('ImprovementCompleted', { improvementId: IMPROVEMENT });
const command = { improvementId: IMPROVEMENT, newReviewId: NEW, owner: { unit: 'repairs', staff: null }, dueAt: '2026-12-01T00:00:00.000Z', improvement: 'Buy better hoses.', now: NOON };

describe('reviewing', () => {
  it('looks again at the cause that the complaint was resolved with, unless another one is named', () => {
    expect(after([resolved], (state) => openReview({ reviewId: REVIEW }, state)).records).toEqual([{ type: 'ReviewOpened', data: { reviewId: REVIEW, cause: 'hose-worn' } }]);
    expect(after([resolved], (state) => openReview({ reviewId: REVIEW, cause: 'bad-advice' }, state)).records).toMatchObject([{ data: { cause: 'bad-advice' } }]);
    expect(after([opened], (state) => openReview({ reviewId: REVIEW }, state)).refuses).toBe('resolution.reviewed-before');
  });
});

describe('deciding an improvement', () => {
  it('belongs to the newest review, and opens one where there is none', () => {
    expect(after([opened], (state) => decideImprovement(command, state)).records).toEqual([
      { type: 'ImprovementDecided', data: { improvementId: IMPROVEMENT, reviewId: REVIEW, cause: 'hose-worn', owner: command.owner, dueAt: command.dueAt }, words: { improvement: 'Buy better hoses.' } },
    ]);
    expect(after([resolved], (state) => decideImprovement(command, state)).records).toMatchObject([
      { type: 'ReviewOpened', data: { reviewId: NEW } }, { type: 'ImprovementDecided', data: { reviewId: NEW, cause: 'hose-worn' } },
    ]);
  });

  it.each([
    ['it is not said against what', [], command, 'resolution.no-cause'],
    ['there is no such review', [resolved], { ...command, reviewId: REVIEW }, 'resolution.unknown-review'],
    ['the date has passed', [opened], { ...command, dueAt: NOON }, 'resolution.due-in-the-past'],
    ['its id was used before', [opened, decided], command, 'resolution.improved-before'],
  ])('is refused when %s', (_why, facts, refused, code) => {
    expect(after(facts, (state) => decideImprovement(refused, state)).refuses).toBe(code);
  });
});

describe('an improvement', () => {
  const complete = (facts: Parameters<typeof after>[0]) => after(facts, (state) => completeImprovement({ improvementId: IMPROVEMENT }, state));
  const verify = (facts: Parameters<typeof after>[0], complaintsSince = 0) => after(facts, (state) => verifyImprovement({ improvementId: IMPROVEMENT, complaintsSince }, state));

  it('is made, and looked at later: it helped when no complaint came with its cause since', () => {
    expect(complete([opened, decided]).records).toEqual([{ type: 'ImprovementCompleted', data: { improvementId: IMPROVEMENT } }]);
    expect(verify([opened, decided, completed]).records).toEqual([{ type: 'ImprovementVerified', data: { improvementId: IMPROVEMENT, complaintsSince: 0 } }]);
    expect(verify([opened, decided, completed], 3).records).toEqual([{ type: 'ImprovementFailed', data: { improvementId: IMPROVEMENT, complaintsSince: 3 } }]);
  });

  it.each([
    ['decided', [decided]], ['completed', [decided, completed]],
    ['verified', [decided, completed, heard('ImprovementVerified', { improvementId: IMPROVEMENT, complaintsSince: 0 })]],
    ['failed', [decided, completed, heard('ImprovementFailed', { improvementId: IMPROVEMENT, complaintsSince: 1 })]],
  ] as const)('that is %s allows what its table says, and nothing else', (state, facts) => {
    expect(complete(facts).refuses === undefined).toBe(AFTER_IMPROVEMENT[state].includes('completed'));
    expect(verify(facts).refuses === undefined).toBe(AFTER_IMPROVEMENT[state].includes('verified'));
  });

  it('has to be decided first', () => {
    expect([complete([opened]).refuses, verify([opened]).refuses]).toEqual(['resolution.unknown-improvement', 'resolution.unknown-improvement']);
  });
});
