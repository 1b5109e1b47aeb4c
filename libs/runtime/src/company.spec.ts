import { companyViolations } from './company-file.js';
import { Company, UnknownUnit } from './company.js';

const file = {
  name: 'Acme',
  units: [
    { id: 'acme', name: 'Acme', parent: null },
    { id: 'north', name: 'North', parent: 'acme' },
    { id: 'north-phone', name: 'Phone, north', parent: 'north' },
    { id: 'south', name: 'South', parent: 'acme' },
  ],
  staff: [
    { id: 'ana', role: 'agent', unit: 'north-phone' },
    { id: 'sam', role: 'supervisor', unit: 'north' },
    { id: 'max', role: 'supervisor', unit: null },
  ],
  superiors: { north: ['sam'], acme: ['max', 'sam'] },
};

describe('the company', () => {
  const company = Company.from(file);

  it('shows a unit itself and all below it, and everything to whoever has no unit', () => {
    expect(company.scopeOf('north')).toEqual(['north', 'north-phone']);
    expect(company.scopeOf('south')).toEqual(['south']);
    expect(company.scopeOf(null)).toHaveLength(4);
  });

  it('refuses a unit that it does not have', () => {
    expect(() => company.scopeOf('east')).toThrow(UnknownUnit);
    expect(() => company.unit('')).toThrow('the company has no unit ""');
  });

  it('informs the nearest superior first, each one once', () => {
    expect(company.superiorsOf('north-phone')).toEqual(['sam', 'max']);
    expect(company.superiorsOf('south')).toEqual(['max', 'sam']);
  });

  it('may have a country, for phone numbers that are said without a code', () => {
    expect([Company.from({ ...file, country: 'CN' }).country, company.country]).toEqual(['CN', undefined]);
    expect(companyViolations({ ...file, country: 'Germany' })).toEqual([expect.stringMatching(/^country/)]);
  });

  it('says where its file is wrong and what to change', () => {
    expect(companyViolations([])).toEqual([expect.stringContaining('one JSON object')]);
    expect(companyViolations({ name: ' ', units: [] })).toEqual([expect.stringMatching(/^name/), expect.stringMatching(/^units/)]);
    expect(
      companyViolations({
        name: 'x',
        units: [{ id: 'A', name: 'A' }, { id: 'b', name: 'b', parent: 'c' }, { id: 'b', name: '' }],
        staff: [{ id: 'ana', role: 'boss', unit: 'q' }, 7],
        superiors: { z: ['ana'], b: ['nobody'] },
      }),
    ).toEqual([
      expect.stringMatching(/^units\[0\]\.id/),
      expect.stringMatching(/^units\[2\]\.id: "b" is there twice/),
      expect.stringMatching(/^units\[2\]\.name/),
      expect.stringMatching(/^units\[1\]\.parent: there is no unit "c"/),
      expect.stringMatching(/^staff\[0\]\.role: choose one of agent/),
      expect.stringMatching(/^staff\[0\]\.unit: there is no unit "q"/),
      expect.stringMatching(/^staff\[1\]: write each person/),
      'superiors.z: there is no such unit',
      'superiors.b: "nobody" is not among the staff',
    ]);
  });

  describe('how much may be given', () => {
    const limited = Company.from({ ...file, approvalLimits: { agent: { EUR: 5000, JPY: 800 }, supervisor: { EUR: 50_000 } } });
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    const agent = { role: 'agent', unit: 'north' };
    const supervisor = { role: 'supervisor', unit: 'north' };

    it('without asking: up to the limit of the role, nothing in a currency without one', () => {
      expect([5000, 5001].map((amount) => limited.mayGive(agent, euros(amount)))).toEqual([true, false]);
      expect(limited.mayGive(agent, { amount: 1, currency: 'CNY' })).toBe(false);
      expect(limited.mayGive({ role: 'system' }, euros(1_000_000))).toBe(true);
      expect(company.mayGive(agent, euros(1_000_000))).toBe(true);
    });

    it('with the agreement of a supervisor: up to the limit, and any amount from further up', () => {
      expect([50_000, 50_001].map((amount) => limited.mayApprove(supervisor, 'north', euros(amount)))).toEqual([true, false]);
      expect(limited.mayApprove(supervisor, 'north-phone', euros(50_001))).toBe(true);
      expect(limited.mayApprove(supervisor, 'south', euros(50_001))).toBe(false);
      expect(limited.mayApprove({ role: 'supervisor', unit: 'acme' }, 'acme', euros(50_001))).toBe(true);
      expect(limited.mayApprove({ role: 'supervisor', unit: null }, null, euros(50_001))).toBe(true);
      expect(limited.mayApprove(supervisor, null, euros(50_001))).toBe(false);
    });

    it('is refused in the file when it is no amount, no currency, or of no role', () => {
      expect(companyViolations({ ...file, approvalLimits: { boss: {}, agent: { XXY: 1, EUR: 1.5 }, supervisor: 7 } })).toEqual([
        expect.stringMatching(/^approvalLimits\.boss: choose one of agent/),
        expect.stringMatching(/^approvalLimits\.agent\.XXY: use an ISO 4217 code/),
        expect.stringMatching(/^approvalLimits\.agent\.EUR: give a whole number/),
        expect.stringMatching(/^approvalLimits\.supervisor: map currencies/),
      ]);
      expect(companyViolations({ ...file, approvalLimits: [] })).toEqual([expect.stringMatching(/^approvalLimits: map each role/)]);
    });
  });

  it('refuses a tree that is a circle', () => {
    const units = [{ id: 'a', name: 'a', parent: 'b' }, { id: 'b', name: 'b', parent: 'a' }];
    expect(companyViolations({ name: 'x', units })).toContainEqual(expect.stringContaining('is above itself'));
  });
});
