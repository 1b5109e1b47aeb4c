import { tableLines, whoLines } from './superiors-lines.js';

const ADA = '00000000-0000-4000-8000-000000000001';
const names = new Map([[ADA, 'Ada']]);

it('the tables are shown with the names of people, and empty ones are left out', () => {
  const tables = {
    fallback: [{ person: ADA }],
    units: [{ unit: 'acme', reportsTo: null, superiors: [{ person: ADA }] }, { unit: 'care', reportsTo: 'acme', superiors: [{ rota: 'night' }, { person: 'bo' }] }],
    rotas: [{ rota: 'night', name: 'Night duty', zone: 'UTC', members: [ADA], shifts: [{ starts: '2026-01-01T20:00', rule: 'FREQ=DAILY', lasts: 'PT12H' }] }],
    absences: [{ person: 'bo', from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', standIn: ADA }],
    deputies: [],
    contacts: [{ category: ['appliance', 'gas'], unit: 'care', falls: { person: ADA } }],
  };
  expect(tableLines(tables, names, 'en')).toEqual([
    'When nobody else is there', '  Ada',
    'Superiors, the nearest first', '  acme (at the top): Ada', '  care (→ acme): rota:night, bo',
    'Rotas', '  night: Night duty, UTC: Ada', '    2026-01-01T20:00 FREQ=DAILY PT12H',
    'Absences', '  bo: 2026-01-01T00:00:00Z – 2026-01-02T00:00:00Z, stand-in: Ada',
    'Contact sheet', '  appliance / gas (care): Ada',
  ]);
});

it('who would be told is shown first, then why', () => {
  const answer = {
    level: 1, person: ADA, rota: 'night', chosen: 'rota', top: false, at: '2026-11-22T03:00:00Z', pack: 'default@1', name: { en: 'Team lead', zh: '班组长' }, informOnly: false,
    why: { en: [`In the rota night it is the turn of ${ADA}.`], zh: [`轮值班“night”现轮到${ADA}。`] },
  };
  expect(whoLines(answer, names, 'en')).toEqual(['Level 1, Team lead: Ada (rota:night)', '2026-11-22T03:00:00Z, default@1', '', '  In the rota night it is the turn of Ada.']);
  expect(whoLines(answer, names, 'zh')).toEqual(['级别 1, 班组长: Ada (rota:night)', '2026-11-22T03:00:00Z, default@1', '', '  轮值班“night”现轮到Ada。']);
});
