import { beforeAll, describe, expect, it } from 'vitest';
import { measureProgress } from '../../shared/services/progress/measure-progress.ts';
import { cancelCourse, reinstateCourse } from '../../shared/services/training/cancel-course.ts';
import { correctCourse } from '../../shared/services/training/correct-course.ts';
import { readCoverage } from '../../shared/services/training/read-coverage.ts';
import { readForm10 } from '../../shared/services/training/read-form-10.ts';
import { readPeriods } from '../../shared/services/training/read-periods.ts';
import { listUntrained } from '../../shared/services/training/read-untrained.ts';
import { type As, HR, freshProvince } from '../support/province.ts';
import { assignment } from '../support/staff.ts';
import { OFFICE, S0, S1, S2, completed, course, left, person, service, trainingProvince } from '../support/training.ts';

const PAGE = { limit: 200 };
const SECONDED = { assignments: [assignment(S1), assignment(OFFICE, 'seconded'), assignment(S2, 'concurrent')] };

describe('coverage', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let t: Awaited<ReturnType<typeof trainingProvince>>;
  const coverage = (asOf: string, more: { under?: string; as?: As; limit?: number; cursor?: string } = {}) =>
    readCoverage(
      t.who(more.as ?? {}),
      { year: Number(asOf.slice(0, 4)), asOf, under: more.under },
      { limit: more.limit ?? 200, cursor: more.cursor },
    );
  const unitOn = async (unit: string, asOf: string) => (await coverage(asOf)).items.find((row) => row.unit === unit);
  const untrained = async (asOf: string, as: As = {}, target: 'digital-training' | 'data-training' = 'digital-training') =>
    (await listUntrained(t.who(as), { year: Number(asOf.slice(0, 4)), asOf, target }, PAGE)).items.map(({ staff }) => staff);

  beforeAll(async () => {
    province = await freshProvince();
    t = await trainingProvince(province.as, [
      person('stays', service('2020-01-01', S1)),
      person('twice', service('2020-01-01', S1)),
      person('moves', service('2020-01-01', S1), service('2025-06-01', S2, { event: 'transferred' })),
      person('leaves', service('2020-01-01', S1), left('2025-07-01')),
      person('left-before', service('2020-01-01', S1), left('2025-01-01')),
      person('returns', service('2020-01-01', S1), left('2025-04-01'), service('2025-08-01', S2)),
      person('mother', service('2020-01-01', S1), service('2025-10-01', S1, { event: 'absence-began', absence: 'maternity' })),
      person('suspended', service('2020-01-01', S2), service('2025-12-01', S2, { event: 'absence-began', absence: 'suspended' })),
      person('seconded', service('2020-01-01', S1, SECONDED)),
      person('contract', service('2020-01-01', S1, { category: 'contract' })),
      person('newcomer', service('2025-12-31', S2)),
      person('earns', service('2020-01-01', S0, { category: 'employee-revenue' })),
      person(
        'eve',
        service('2020-01-01', OFFICE, { category: 'civil-servant', assignments: [assignment(OFFICE, 'main', { position: 'PGD-SO' })] }),
      ),
      person('new-year', service('2020-01-01', OFFICE, { category: 'civil-servant' })),
      person('chair', service('2020-01-01', 'H49.31.01', { category: 'cadre' })),
    ]);
    const day = '2025-03-05';
    await t.train(
      {},
      ['stays', day],
      ['twice', day],
      ['moves', day],
      ['leaves', day],
      ['returns', day],
      ['contract', day],
      ['seconded', day],
    );
    await t.train({ class: 'digital-transformation', start: '2025-05-05', end: '2025-05-09' }, ['twice', '2025-05-09']);
    await t.train(
      { class: 'data-analysis', start: '2025-09-01', end: '2025-09-05', periods: 24 },
      ['twice', '2025-09-05'],
      ['earns', '2025-09-05'],
    );
    await t.train({ start: '2025-12-15', end: '2026-01-15', periods: 40 }, ['eve', '2025-12-31'], ['new-year', '2026-01-01']);
  });

  it('counts persons, not seats, among those in service on the date', async () => {
    const { total, measuredOn } = await coverage('2025-12-31');
    // In service: stays, twice, moves, returns, suspended, seconded, newcomer, earns, eve, new-year, chair.
    expect(total).toMatchObject({
      persons: 11,
      digital: { numerator: 6, denominator: 11, percent: '54.5455' },
      data: { numerator: 2, denominator: 11 },
      dataOfTrained: { numerator: 1, denominator: 6 },
      digitalOrData: { numerator: 7, denominator: 11 },
      onLeave: { persons: 1, digital: 0, data: 0 },
      left: { persons: 1, digital: 1, data: 0 },
    });
    expect(measuredOn).toBe('2025-12-31');
  });

  it('credits those who moved and returned to the unit where they are, seconded people to their home', async () => {
    expect(await unitOn(S1, '2025-12-31')).toMatchObject({
      persons: 3,
      digital: { numerator: 3 },
      onLeave: { persons: 1 },
      left: { persons: 1 },
    });
    expect(await unitOn(S2, '2025-12-31')).toMatchObject({
      persons: 4,
      digital: { numerator: 2 },
      name: 'Trường THCS Đầm Hà',
      kind: 'public-service',
    });
    expect(await unitOn(S1, '2025-05-31')).toMatchObject({ persons: 6, digital: { numerator: 5 }, left: { persons: 1 } });
    expect(await unitOn(S2, '2025-06-01')).toMatchObject({ persons: 2, digital: { numerator: 1 } });
  });

  it('knows the day before and the day of what happens to people', async () => {
    const persons = async (asOf: string) => (await coverage(asOf)).total.persons;
    expect(await persons('2025-06-30')).toBe((await persons('2025-07-01')) + 1);
    expect(await persons('2025-07-31')).toBe((await persons('2025-08-01')) - 1);
    expect(await persons('2025-09-30')).toBe((await persons('2025-10-01')) + 1);
    expect(await persons('2025-12-30')).toBe((await persons('2025-12-31')) - 1);
    expect((await coverage('2025-01-01')).total.left.persons).toBe(0);
  });

  it('counts a course over new year in the year of each completion', async () => {
    expect(await unitOn(OFFICE, '2025-12-30')).toMatchObject({ persons: 2, digital: { numerator: 0 } });
    expect(await unitOn(OFFICE, '2025-12-31')).toMatchObject({ persons: 2, digital: { numerator: 1 } });
    expect(await unitOn(OFFICE, '2026-01-01')).toMatchObject({ persons: 2, digital: { numerator: 1 } });
    expect(await untrained('2025-12-31')).toContain('new-year');
    expect(await untrained('2026-01-01')).toContain('eve');
  });

  it('sums the same people by category, by kind and by unit', async () => {
    const { total, byCategory, byKind, items } = await coverage('2025-12-31');
    for (const parts of [byCategory, byKind, items]) {
      const sum = (of: (row: (typeof parts)[number]) => number) =>
        (parts as (typeof parts)[number][]).reduce((all, row) => all + of(row), 0);
      expect(sum(({ persons }) => persons)).toBe(total.persons);
      expect(sum(({ digital }) => digital.numerator)).toBe(total.digital.numerator);
      expect(sum(({ data }) => data.numerator)).toBe(total.data.numerator);
      expect(sum(({ onLeave, left: gone }) => onLeave.persons + gone.persons)).toBe(2);
    }
    expect(byCategory.map(({ category }) => category)).toEqual(['cadre', 'civil-servant', 'employee-budget', 'employee-revenue']);
  });

  it('is narrowed to a subtree, and read unit by unit with the same totals', async () => {
    expect((await coverage('2025-12-31', { under: 'H49.31' })).items.map(({ unit }) => unit)).toEqual(['H49.31.01', S1, S2]);
    const whole = await coverage('2025-12-31');
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await coverage('2025-12-31', { limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.total).toEqual(whole.total);
      seen.push(...page.items.map(({ unit }) => unit));
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    expect(seen).toEqual(whole.items.map(({ unit }) => unit));
  });

  it('names the untrained to their own HR department and coordinator, and to nobody else’s', async () => {
    const all = await untrained('2025-12-31');
    expect(all).toEqual(
      ['chair', 'earns', 'mother', 'new-year', 'newcomer', 'suspended'].toSorted((a, b) => all.indexOf(a) - all.indexOf(b)),
    );
    for (const role of ['hr-officer', 'training-coordinator'] as const)
      expect(await untrained('2025-12-31', { role, units: [S2] })).toEqual(['newcomer', 'suspended']);
    expect(await untrained('2025-12-31', { ...HR, units: [S0] }, 'data-training')).toEqual([]);
    for (const role of ['council-supervisor', 'finance-officer', 'viewer'] as const)
      await expect(untrained('2025-12-31', { role })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(coverage('2025-12-31', { as: { ...HR, units: [S2] }, under: S1 })).rejects.toMatchObject({ code: 'not-found' });
    expect((await coverage('2025-12-31', { as: { ...HR, units: [S2] } })).items.map(({ unit }) => unit)).toEqual([S2]);
  });

  it('is not measured outside its year, before the resolution or after today', async () => {
    const ask = (year: number, asOf?: string) => readCoverage(t.who({}), { year, asOf }, PAGE);
    for (const refused of [ask(2025, '2024-12-31'), ask(2025, '2026-01-01'), ask(2027)])
      await expect(refused).rejects.toMatchObject({ code: 'coverage-date' });
    await expect(ask(2022, '2022-11-03')).rejects.toMatchObject({ code: 'no-law-in-force' });
    await expect(ask(2022, '2022-11-04')).resolves.toMatchObject({ measuredOn: '2022-11-04' });
    await expect(ask(2026)).resolves.toMatchObject({ asOf: '2026-12-31', measuredOn: '2026-11-23' });
  });

  it('of another province is empty', async () => {
    const abroad = await readCoverage(province.as({ tenant: 'H50' }), { year: 2025 }, PAGE);
    expect(abroad).toMatchObject({ items: [], total: { persons: 0, digital: { numerator: 0, denominator: 0, percent: null } } });
  });

  it('sums civil servants’ periods exactly and lists who is below 40', async () => {
    const periods = (year: number) => readPeriods(t.who({}), { year }, PAGE);
    expect(await periods(2025)).toMatchObject({
      needed: 40,
      inService: { persons: 2, reached: 1 },
      items: [{ staff: 'new-year', unit: OFFICE, periods: 0, short: 40, onLeave: false }],
    });
    const extra = await t.train({ start: '2025-02-03', end: '2025-02-07', periods: 39, class: 'other' }, ['new-year', '2025-02-07']);
    expect((await periods(2025)).items).toMatchObject([{ periods: 39, short: 1 }]);
    await correctCourse(t.who(), {
      id: extra.id,
      input: { ...course(), ...input(extra), periods: 40 },
      expected: 1,
      reason: 'ghi sai số tiết',
    });
    expect((await periods(2025)).items).toEqual([]);
    expect((await periods(2025)).basis.map(({ act }) => act)).toEqual(['171/2025/NĐ-CP']);
  });

  it('drops what a cancelled course gave, and counts it again when the course is reinstated', async () => {
    const opened = await t.train({ start: '2025-11-03', end: '2025-11-07' }, ['chair', '2025-11-07']);
    expect(await untrained('2025-12-31')).not.toContain('chair');
    await cancelCourse(t.who(), { id: opened.id, reason: 'giảng viên không đến', expected: 1 });
    expect(await untrained('2025-12-31')).toContain('chair');
    await reinstateCourse(t.who(), { id: opened.id, reason: 'hủy nhầm', expected: 2 });
    expect(await untrained('2025-12-31')).not.toContain('chair');
    await cancelCourse(t.who(), { id: opened.id, reason: 'giảng viên không đến', expected: 3 });
  });

  it('follows a completion that is corrected into another year, and back', async () => {
    const opened = await t.train({ start: '2025-12-01', end: '2026-01-31', class: 'data-analysis' }, ['stays', '2025-12-31']);
    const trained = async (year: number) =>
      !(await untrained(`${year}-11-01`.replace('2025-11-01', '2025-12-31'), {}, 'data-training')).includes('stays');
    expect([await trained(2025), await trained(2026)]).toEqual([true, false]);
    await t.record(opened.id, [completed('stays', '2026-01-01', 1)], 'ghi sai ngày');
    expect([await trained(2025), await trained(2026)]).toEqual([false, true]);
    await t.record(opened.id, [completed('stays', '2025-12-31', 2)], 'ghi sai ngày');
    expect([await trained(2025), await trained(2026)]).toEqual([true, false]);
    await t.record(opened.id, [{ ...completed('stays', '2025-12-31', 3), state: 'void', completedOn: null }], 'ghi nhầm người');
    expect([await trained(2025), await trained(2026)]).toEqual([false, false]);
  });

  it('fills in form 10 by where people served when they completed, gone or not since', async () => {
    const { rows, total } = await readForm10(t.who({}), { year: 2025 });
    const skills = rows.find(({ programme }) => programme === 'digital-skills');
    // stays, twice, moves, leaves, returns, seconded at communes' schools; eve at the province; not the contract worker.
    expect(skills).toMatchObject({ total: 7, province: { total: 1, leaders: 1 }, commune: 6, district: 0, completions: 7, classes: 2 });
    expect(total).toMatchObject({ total: 9, completions: 11 });
  });

  it('feeds both training targets, with both denominators of the second', async () => {
    const measured = async (role: 'council-supervisor' | 'auditor') =>
      (await measureProgress(t.who({ role }), '2026-06-30')).targets.filter(({ coverage: found }) => found !== null);
    expect(await measured('auditor')).toMatchObject([
      {
        id: 'digital-training',
        measuredOn: '2025-12-31',
        state: 'closed',
        coverage: {
          year: 2025,
          share: { numerator: 6, denominator: 11 },
          required: 11,
          met: false,
          short: 5,
          withData: { numerator: 7 },
          onLeave: { persons: 1 },
        },
      },
      {
        id: 'data-training',
        coverage: {
          share: { numerator: 2, denominator: 11 },
          required: 6,
          short: 4,
          ofTrained: { numerator: 1, denominator: 6 },
          left: { persons: 1, trained: 0 },
        },
      },
    ]);
    const [digital, data] = await measured('council-supervisor');
    expect(data?.coverage).toMatchObject({ share: null, short: null, ofTrained: null, met: false });
    expect(digital?.coverage).toMatchObject({
      onLeave: { persons: null, trained: 0 },
      share: { numerator: 6, denominator: 11 },
      short: 5,
      left: { persons: null, trained: null },
    });
  });
});

const input = ({
  id: _id,
  cancelled: _cancelled,
  lastYear: _lastYear,
  version: _version,
  ...rest
}: Awaited<ReturnType<Awaited<ReturnType<typeof trainingProvince>>['train']>>) => rest;
