import { incidentSteps, type IncidentRow, type IncidentStep } from './index.js';

const OPENED = '2022-05-02T09:00:00.000Z';

describe('the first row', () => {
  it.each(['New', 'Active', 'Awaiting Vendor', '-100', null])('in state %s registers, classifies and assigns', (state) => {
    const { steps } = told([{ state, updatedAt: at('09:05') }]);
    expect(steps).toEqual([
      { kind: 'register', key: '1/register', line: 2, at: OPENED, channel: 'phone', caller: '11', categoryPath: ['7', '70'] },
      { kind: 'classify', key: '1/classify', line: 2, at: iso('09:05'), priority: 3, severity: 'minor', category: ['7', '70'] },
      { kind: 'assign', key: '1/assign', line: 2, at: iso('09:05'), unit: 'A' },
    ]);
  });

  it('that waits for the customer already waits right after it was assigned', () => {
    expect(outline([{ state: 'Awaiting User Info' }])).toEqual(['register', 'classify', 'assign A', 'await-customer']);
  });

  it('that is Resolved already was resolved at once', () => {
    expect(outline([{ state: 'Resolved' }])).toEqual(['register', 'classify', 'assign A', 'resolve']);
  });

  it('keeps the key of the registration even when a row before it was unreadable', () => {
    expect(told([{ ordinal: 2 }]).steps.map((step) => step.key)).toEqual(['1/register', '2/classify', '2/assign']);
  });

  it.each([
    ['Phone', 'phone'],
    ['IVR', 'phone'],
    ['Email', 'e-mail'],
    ['Self service', 'web'],
    ['Direct opening', 'other'],
    [null, 'other'],
  ])('whose contact type is %s came in by %s', (contactType, channel) => {
    expect(told([{ contactType }]).steps[0]).toMatchObject({ kind: 'register', channel });
  });
});

describe('whose complaint it is', () => {
  it('is an assignment, not a hand-over, when the unit becomes known', () => {
    expect(outline([{ group: null }, { group: 'A' }])).toEqual(['register', 'classify', 'assign nobody', 'assign A']);
  });

  it('is handed over when the known unit changes, also across a row that does not know it', () => {
    expect(outline([{ group: 'A' }, { group: null }, { group: 'A' }, { group: null }, { group: 'B' }])).toEqual(['register', 'classify', 'assign A', 'hand-over B']);
  });
});

describe('how grave it is', () => {
  it('is told when the priority becomes known and whenever it changes; 1 and 2 are major', () => {
    const { steps } = told([{ priority: null }, { priority: 3 }, { priority: 3 }, { priority: 2 }, { priority: 1 }]);
    expect(steps.filter((step) => step.kind === 'classify').map((step) => [step.priority, step.severity])).toEqual([
      [3, 'minor'],
      [2, 'major'],
      [1, 'major'],
    ]);
  });
});

describe('waiting for the customer', () => {
  it('lasts until the next row with another state, through repetitions and nameless states', () => {
    const { steps, warnings } = told([
      {},
      { state: 'Awaiting User Info', updatedAt: at('10:00') },
      { state: 'Awaiting User Info', updatedAt: at('11:00') },
      { state: '-100', updatedAt: at('11:30') },
      { state: 'Active', updatedAt: at('12:00') },
    ]);
    expect(steps.slice(3).map((step) => [step.kind, step.at])).toEqual([
      ['await-customer', iso('10:00')],
      ['record-answer', iso('12:00')],
    ]);
    expect(warnings).toEqual([{ code: 'unknown-state', line: 5 }]);
  });

  it('ends before the step of the row that ends it', () => {
    expect(outline([{ state: 'Awaiting User Info' }, { state: 'Resolved' }]).slice(3)).toEqual(['await-customer', 'record-answer', 'resolve']);
  });

  it('starts anew in the round that a waiting row starts', () => {
    const rows = [{ state: 'Resolved' }, { state: 'Awaiting User Info' }, { state: 'Awaiting User Info', reopenCount: 1 }];
    expect(outline(rows).slice(4)).toEqual(['await-customer', 'record-answer', 'reopen', 'await-customer']);
  });
});

describe('the resolution', () => {
  it('has the time that resolved_at of the last row gives it', () => {
    const { steps } = told([{}, { state: 'Resolved', updatedAt: at('12:00') }, { state: 'Closed', updatedAt: at('14:00'), resolvedAt: at('11:45') }]);
    expect(steps.slice(3).map((step) => [step.kind, step.at])).toEqual([
      ['resolve', iso('11:45')],
      ['close', iso('14:00')],
    ]);
  });

  it('has the time of the row that last entered Resolved when resolved_at is missing', () => {
    const rows = [{ state: 'Resolved', updatedAt: at('10:00') }, { state: 'Active' }, { state: 'Resolved', updatedAt: at('12:00') }, { state: 'Resolved', updatedAt: at('13:00') }];
    expect(times('resolve', rows)).toEqual([iso('10:00'), iso('12:00')]);
  });

  it('is put before the closing when no row says Resolved', () => {
    expect(outline([{}, { state: 'Closed', resolvedAt: at('09:30') }]).slice(3)).toEqual(['resolve', 'close']);
  });

  it('is put at the end when no row says Resolved or Closed', () => {
    expect(outline([{}, { state: 'Active', resolvedAt: at('09:30') }]).slice(3)).toEqual(['resolve']);
  });

  it('does not lie before the opening', () => {
    const { steps, warnings } = told([{ state: 'Resolved', resolvedAt: at('08:00') }]);
    expect(steps.at(-1)).toMatchObject({ kind: 'resolve', at: OPENED });
    expect(warnings).toEqual([{ code: 'resolved-before-opened', line: 2 }]);
  });

  it('of a round that was reopened keeps the time of its row', () => {
    const rows = [{ state: 'Resolved', updatedAt: at('10:00') }, { reopenCount: 1, updatedAt: at('11:00') }, { state: 'Resolved', reopenCount: 1, updatedAt: at('12:00'), resolvedAt: at('11:50') }];
    expect(times('resolve', rows)).toEqual([iso('10:00'), iso('11:50')]);
  });
});

describe('reopening', () => {
  it('starts the next round once, however far the count grows', () => {
    expect(outline([{ state: 'Resolved', reopenCount: 1 }, { reopenCount: 3 }, { reopenCount: 3 }]).slice(3)).toEqual(['resolve', 'reopen']);
  });

  it('leaves a complaint open that was not resolved again', () => {
    expect(outline([{ state: 'Resolved' }, { reopenCount: 1 }]).slice(3)).toEqual(['resolve', 'reopen']);
  });

  it('of what was never resolved is kept, with a warning', () => {
    expect(told([{}, { reopenCount: 1 }]).warnings).toEqual([{ code: 'reopened-without-resolution', line: 2 }]);
  });
});

describe('closing', () => {
  it('without any resolution is not a closing: the complaint stays open', () => {
    const history = told([{}, { state: 'Closed' }]);
    expect(history.steps.map((step) => step.kind)).toEqual(['register', 'classify', 'assign']);
    expect(history.warnings).toEqual([{ code: 'closed-without-resolution', line: 3 }]);
  });

  it('ends the history: rows behind it are counted and skipped', () => {
    const rows = [{ state: 'Resolved' }, { state: 'Closed' }, { state: 'Active', group: 'B' }, { state: 'Closed', resolvedAt: at('23:00') }];
    expect(told(rows).skippedAfterClosed).toBe(2);
    expect(outline(rows).slice(3)).toEqual(['resolve', 'close']);
  });

  it('does not when a reopening follows, which may come behind skipped rows', () => {
    const rows = [{ state: 'Resolved' }, { state: 'Closed' }, { state: 'Closed' }, { reopenCount: 1, group: 'B' }, { state: 'Resolved', reopenCount: 1, group: 'B' }];
    expect(told(rows).skippedAfterClosed).toBe(1);
    expect(outline(rows).slice(3)).toEqual(['resolve', 'close', 'reopen', 'hand-over B', 'resolve']);
  });

  it('before the opening is told as a warning', () => {
    expect(told([{ closedAt: at('08:00') }]).warnings).toEqual([{ code: 'closed-before-opened', line: 2 }]);
  });
});

it('nothing but a resolution lies before the registration or before the step in front of it', () => {
  const { steps, warnings } = told([{ updatedAt: at('07:00') }, { group: 'B', updatedAt: at('08:00') }, { state: 'Resolved', group: 'B', updatedAt: at('10:00') }]);
  expect(steps.map((step) => step.at)).toEqual([OPENED, OPENED, OPENED, OPENED, iso('10:00')]);
  expect(warnings.map((warning) => warning.code)).toEqual(['updated-before-opened', 'updated-before-opened']);
});

it('a longer log of the same incident begins with the same keys', () => {
  const rows = [{}, { state: 'Awaiting User Info' }, { state: 'Resolved' }, { state: 'Closed' }, { reopenCount: 1 }];
  const keys = (count: number) => told(rows.slice(0, count)).steps.map((step) => step.key);
  for (let count = 1; count < rows.length; count++) expect(keys(count + 1).slice(0, keys(count).length)).toEqual(keys(count));
});

/** Rows an hour apart from 9 o'clock on, each as it is told to be. */
function told(rows: Partial<IncidentRow>[]): ReturnType<typeof incidentSteps> {
  return incidentSteps(rows.map((row, i) => ({ ...plainRow(i), ...row })));
}

function plainRow(i: number): IncidentRow {
  const openedAt = Date.parse(OPENED);
  return {
    line: i + 2, ordinal: i + 1, number: 'F01', state: 'Active', reopenCount: 0, openedAt, updatedAt: openedAt + i * 3_600_000, modCount: i, caller: '11',
    contactType: 'Phone', category: '7', subcategory: '70', priority: 3, group: 'A', closedCode: null, resolvedAt: null, closedAt: null,
  };
}

function outline(rows: Partial<IncidentRow>[]): string[] {
  return told(rows).steps.map((step) => ('unit' in step ? `${step.kind} ${step.unit ?? 'nobody'}` : step.kind));
}

function times(kind: IncidentStep['kind'], rows: Partial<IncidentRow>[]): string[] {
  return told(rows).steps.filter((step) => step.kind === kind).map((step) => step.at);
}

function at(clock: string): number {
  return Date.parse(`2022-05-02T${clock}:00.000Z`);
}

function iso(clock: string): string {
  return new Date(at(clock)).toISOString();
}
