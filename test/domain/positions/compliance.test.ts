import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Holder, SHORTFALLS, complianceTotals, judgePlacements, passes } from '../../../shared/domain/positions/compliance.ts';
import { type Framework, indexOf } from '../../../shared/domain/positions/framework.ts';
import { framework as document, manager, position } from '../../support/positions.ts';

const UNIT = 'H49.02.01';
const approved: Framework = {
  unit: UNIT,
  number: 1,
  regime: 'decree-232-2026',
  effectiveFrom: '2026-09-01',
  status: 'approved',
  adjusts: false,
  positions: indexOf(document([manager(), position({ grades: [5, 4, 3], posts: 10 })])),
  hash: 'x',
  parts: { owner: 'PF.x', count: 1 },
  authors: [],
  steps: [],
  approval: null,
  version: 3,
};
const met = { state: 'yes', date: '2026-09-01', basis: null } as const;
const teacher = (more: Partial<Holder> = {}): Holder => ({
  id: 'NV-1',
  category: 'employee-budget',
  grade: { scale: 'bac', value: 3 },
  position: 'GV-THPT',
  titleStandard: met,
  ...more,
});
const judge = (people: Holder[], date = '2026-09-01') => judgePlacements(people, [approved], UNIT, date);
const reasonsOf = (more: Partial<Holder>, date?: string) => judge([teacher(more)], date).failing.flatMap(({ reasons }) => reasons);

describe('the placement of a person', () => {
  it.each([
    ['everything as it should be', {}, []],
    ['no position', { position: null }, ['no-position']],
    ['a position that the framework does not have', { position: 'GV-MN' }, ['position-not-in-framework']],
    ['a grade that the position does not permit', { grade: { scale: 'bac', value: 2 } }, ['grade-not-permitted']],
    ['the same number on the old scale', { grade: { scale: 'hang', value: 3 } }, ['grade-of-another-scale']],
    ['no grade', { grade: null }, ['no-grade']],
    ['no grade where none is asked for', { position: 'HT', grade: null }, []],
    ['a standard that nobody recorded', { titleStandard: null }, ['title-standard-unknown']],
    ['a standard that is owed', { titleStandard: { ...met, state: 'owed' } }, ['title-standard-owed']],
    [
      'a standard that is not met, and a wrong grade',
      { titleStandard: { ...met, state: 'no' }, grade: { scale: 'bac', value: 1 } },
      ['grade-not-permitted', 'title-standard-not-met'],
    ],
    ['a civil servant in a unit with a framework of public employees', { category: 'civil-servant' }, ['no-approved-framework']],
    ['a contract worker, who is not counted', { category: 'contract', position: null }, []],
  ] as [string, Partial<Holder>, string[]][])('with %s', (_name, more, due) => {
    expect(reasonsOf(more)).toEqual(due);
  });

  it('waits for the day of effect: the day before there is no framework', () => {
    expect(reasonsOf({}, '2026-08-31')).toEqual(['no-approved-framework']);
    expect(reasonsOf({}, '2026-09-01')).toEqual([]);
  });
});

describe('a unit', () => {
  it('passes when everybody is placed, and not when nobody is on record', () => {
    expect(passes(judge([teacher(), teacher({ id: 'NV-2' })]))).toBe(true);
    expect(passes(judge([teacher(), teacher({ id: 'NV-2', position: null })]))).toBe(false);
    expect(passes(judge([]))).toBe(false);
    expect(passes(judge([teacher({ category: 'contract' })]))).toBe(false);
  });

  it('shows how full its capped grades are: 30 % and 40 % of ten posts', () => {
    const people = [5, 5, 5, 5, 4, 3].map((value, index) => teacher({ id: `NV-${index}`, grade: { scale: 'bac', value } }));
    // Neither an older grade nor a contract, which fills no post, takes room.
    const others = [
      teacher({ id: 'NV-8', category: 'contract', grade: { scale: 'bac', value: 4 } }),
      teacher({ id: 'NV-9', grade: { scale: 'hang', value: 1 } }),
    ];
    expect(judge([...people, ...others]).caps).toEqual([
      { position: 'GV-THPT', posts: 10, grade: 5, allowed: 3, held: 4, over: true, belowOne: false },
      { position: 'GV-THPT', posts: 10, grade: 4, allowed: 4, held: 1, over: false, belowOne: false },
    ]);
    expect(judgePlacements(people, [approved], UNIT, '2026-09-01', true).caps).toEqual([]);
  });
});

describe('the totals', () => {
  it('are those of the people themselves, however they are spread over units', () => {
    const holder = fc.record({
      category: fc.constantFrom<Holder['category']>('cadre', 'civil-servant', 'employee-budget', 'employee-revenue', 'contract'),
      grade: fc.constantFrom<Holder['grade']>(null, { scale: 'bac', value: 2 }, { scale: 'bac', value: 4 }, { scale: 'hang', value: 3 }),
      position: fc.constantFrom(null, 'HT', 'GV-THPT', 'GV-MN'),
      titleStandard: fc.constantFrom<Holder['titleStandard']>(null, met, { ...met, state: 'owed' }, { ...met, state: 'no' }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(holder, { maxLength: 6 }), { maxLength: 6 }), (units) => {
        const people = units.map((unit, at) => unit.map((one, index) => ({ ...one, id: `NV-${at}-${index}` })));
        const judged = people.map((unit, at) => ({ unit: `${at}`, name: `${at}`, compliance: judge(unit) }));
        const totals = complianceTotals(judged);
        const counted = people.flat().filter(({ category }) => category !== 'contract');
        // A second computation, of the sentence of the target itself.
        const placed = counted.filter(
          ({ category, grade, position: code, titleStandard }) =>
            category.startsWith('employee') &&
            (code === 'HT' || (code === 'GV-THPT' && grade?.scale === 'bac' && grade.value >= 3)) &&
            titleStandard?.state === 'yes',
        );
        expect([totals.staff.numerator, totals.staff.denominator]).toEqual([placed.length, counted.length]);
        expect(totals.units.denominator).toBe(units.length);
        const failing = judged.flatMap(({ compliance }) => compliance.failing);
        expect(failing).toHaveLength(counted.length - placed.length);
        for (const reason of SHORTFALLS)
          expect(totals.shortfalls[reason] ?? 0).toBe(failing.filter(({ reasons }) => reasons.includes(reason)).length);
      }),
    );
  });
});
