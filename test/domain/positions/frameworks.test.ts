import { describe, expect, it } from 'vitest';
import { compareFrameworks } from '../../../shared/domain/positions/compare.ts';
import { openSteps, standingOn } from '../../../shared/domain/positions/deadlines.ts';
import {
  type Framework,
  type FrameworkStep,
  frameworkOn,
  indexOf,
  isPermittedGrade,
  positionOf,
  statusOn,
} from '../../../shared/domain/positions/framework.ts';
import { framework as document, frameworkOf2020, manager, position } from '../../support/positions.ts';

const version = (number: number, more: Partial<Framework> = {}, input = document()): Framework => ({
  unit: 'H49.01',
  number,
  regime: input.regime,
  effectiveFrom: input.effectiveFrom,
  status: 'approved',
  adjusts: false,
  positions: indexOf(input),
  hash: 'x',
  parts: { owner: 'PF.x', count: 1 },
  authors: [],
  steps: [],
  approval: null,
  version: 1,
  ...more,
});
const step = (name: FrameworkStep['step'], on: string): FrameworkStep => ({ step: name, on, by: 'a', role: 'home-affairs', reason: null });

describe('the framework that holds', () => {
  const old = version(1, {}, frameworkOf2020('2023-01-01'));
  const now = version(2);
  const agency = version(3, { effectiveFrom: '2026-01-01' }, document([position({ code: 'CV-TH' })], { regime: 'decree-361-2025' }));
  const all = [old, now, agency];

  it('is the last approved one of the population; the day before, the one before, whatever its regime', () => {
    const on = (date: string) => frameworkOn(all, 'H49.01', 'public-employees', date)?.number;
    expect(['2022-12-31', '2023-01-01', '2026-08-31', '2026-09-01'].map(on)).toEqual([undefined, 1, 1, 2]);
    expect(frameworkOn(all, 'H49.01', 'civil-servants', '2026-09-01')?.number).toBe(3);
    expect(frameworkOn(all, 'H49.02', 'public-employees', '2026-09-01')).toBeUndefined();
  });

  it('supersedes the one before from its day of effect, and no one of the other population', () => {
    expect([statusOn(old, all, '2026-08-31'), statusOn(old, all, '2026-09-01')]).toEqual(['approved', 'superseded']);
    expect([statusOn(now, all, '2027-01-01'), statusOn(agency, all, '2027-01-01')]).toEqual(['approved', 'approved']);
    expect(statusOn(version(4, { status: 'returned' }), all, '2027-01-01')).toBe('returned');
  });

  it('answers for a position by its code, and only while it holds', () => {
    expect(positionOf(all, 'H49.01', 'GV-THPT', '2026-08-31')?.framework.number).toBe(1);
    expect(positionOf(all, 'H49.01', 'CV-TH', '2026-09-01')?.framework.number).toBe(3);
    expect(positionOf(all, 'H49.01', 'CV-TH', '2026-09-01', 'public-employees')).toBeUndefined();
    expect(positionOf(all, 'H49.01', 'GV-MN', '2026-09-01')).toBeUndefined();
  });

  it('permits grades on its own scale only', () => {
    const placed = (date: string) => positionOf(all, 'H49.01', 'GV-THPT', date)!;
    expect(isPermittedGrade(placed('2026-08-31'), { scale: 'hang', value: 3 })).toBe('yes');
    expect(isPermittedGrade(placed('2026-08-31'), { scale: 'hang', value: 4 })).toBe('no');
    expect(isPermittedGrade(placed('2026-09-01'), { scale: 'hang', value: 3 })).toBe('other-scale');
    expect(isPermittedGrade(placed('2026-09-01'), { scale: 'bac', value: 3 })).toBe('yes');
    expect(isPermittedGrade(placed('2026-09-01'), null)).toBe('no');
    expect(isPermittedGrade(positionOf(all, 'H49.01', 'HT', '2026-09-01')!, null)).toBe('yes');
  });
});

describe('where a framework stands', () => {
  const submitted = (...steps: FrameworkStep[]) => version(1, { status: 'submitted', steps: [step('submitted', '2026-08-26'), ...steps] });

  it('is completeness for three working days, over National Day; overdue from the day after', () => {
    const standing = { step: 'completeness', since: '2026-08-26', dueOn: '2026-09-03', decidedBy: '2026-10-19' };
    expect(standingOn(submitted(), '2026-09-03')).toMatchObject({ ...standing, overdue: false });
    expect(standingOn(submitted(), '2026-09-04')).toMatchObject({ ...standing, overdue: true });
    expect(standingOn(submitted(), '2026-09-04').basis).toMatchObject([
      { act: '232/2026/NĐ-CP', article: 'Điều 11', sourceStatus: 'read' },
    ]);
  });

  it('begins each step with the one before it, and runs anew when submitted again', () => {
    const reviewed = submitted(step('completeness', '2026-08-28'));
    expect(standingOn(reviewed, '2026-09-28')).toMatchObject({ step: 'review', since: '2026-08-28', dueOn: '2026-09-28', overdue: false });
    const deciding = submitted(step('completeness', '2026-08-28'), step('review', '2026-09-10'));
    expect(standingOn(deciding, '2026-09-11')).toMatchObject({ step: 'decision', dueOn: '2026-09-24', decidedBy: '2026-09-24' });
    const again = submitted(step('completeness', '2026-08-28'), step('returned', '2026-09-01'), step('submitted', '2026-09-07'));
    expect(standingOn(again, '2026-09-08')).toMatchObject({ step: 'completeness', since: '2026-09-07', dueOn: '2026-09-10' });
    expect([openSteps(deciding), openSteps(again)]).toEqual([['decision'], ['completeness', 'review', 'decision']]);
  });

  it('is 40 days for a first framework and 25 for an adjustment under the decree of 2020', () => {
    const old = (adjusts: boolean) =>
      version(1, { status: 'submitted', adjusts, steps: [step('submitted', '2023-03-01')] }, frameworkOf2020());
    expect(standingOn(old(false), '2023-03-02')).toMatchObject({ step: 'review', dueOn: '2023-04-10' });
    expect(standingOn(old(true), '2023-03-02')).toMatchObject({ step: 'review', dueOn: '2023-03-27' });
  });

  it('gives no date where no term is known, or where the office calendar ends, rather than a wrong one', () => {
    const unknown = version(1, { status: 'submitted', regime: 'decree-361-2025', steps: [step('submitted', '2026-03-02')] });
    expect(standingOn(unknown, '2026-12-31')).toMatchObject({ step: 'review', dueOn: null, overdue: false, basis: [] });
    const late = version(1, { status: 'submitted', steps: [step('submitted', '2027-12-29')] });
    expect(standingOn(late, '2027-12-30')).toMatchObject({ step: 'completeness', dueOn: null, decidedBy: null, overdue: false });
  });

  it('runs no term for a draft, or once it is returned or approved', () => {
    for (const status of ['draft', 'returned', 'approved'] as const)
      expect(standingOn(version(1, { status }), '2030-01-01')).toMatchObject({ step: status, dueOn: null, overdue: false });
  });
});

describe('two versions', () => {
  it('differ field by field; the same ones in nothing', () => {
    const before = document([manager(), position(), position({ code: 'KT', name: 'Kế toán' })]);
    const after = document([manager(), position({ posts: 28, grades: [3, 2] }), position({ code: 'VT', name: 'Văn thư', posts: 1 })], {
      effectiveFrom: '2027-01-01',
    });
    expect(compareFrameworks(before, after)).toEqual({
      fields: [{ field: 'effectiveFrom', before: '2026-09-01', after: '2027-01-01' }],
      positions: [
        {
          code: 'GV-THPT',
          name: 'Giáo viên trung học phổ thông',
          change: 'changed',
          posts: { before: 30, after: 28 },
          fields: [
            { field: 'grades.2', before: 1, after: null },
            { field: 'posts', before: 30, after: 28 },
          ],
        },
        { code: 'KT', name: 'Kế toán', change: 'removed', posts: { before: 30, after: null }, fields: [] },
        { code: 'VT', name: 'Văn thư', change: 'added', posts: { before: null, after: 1 }, fields: [] },
      ],
      unchanged: 1,
    });
    expect(compareFrameworks(before, before)).toEqual({ fields: [], positions: [], unchanged: 3 });
  });

  it('say of a list that was empty only what stands in it now', () => {
    const [before, after] = [[], ['Ký văn bản']].map((authority) => document([position({ authority })]));
    if (!before || !after) throw new Error('two documents');
    expect(compareFrameworks(before, after).positions).toMatchObject([
      { fields: [{ field: 'authority.0', before: null, after: 'Ký văn bản' }] },
    ]);
  });
});
