import { describe, expect, it } from 'vitest';
import { catalogueOn } from '../../../shared/domain/positions/catalogue.ts';
import { type FrameworkGround, blockers, checkFramework } from '../../../shared/domain/positions/check-framework.ts';
import type { Position } from '../../../shared/domain/positions/position.ts';
import type { CatalogueEntry } from '../../../shared/law/positions/catalogue.ts';
import { framework, frameworkOf2020, manager, position } from '../../support/positions.ts';

const ground = (more: Partial<FrameworkGround> = {}): FrameworkGround => ({
  catalogue: catalogueOn([], 'decree-232-2026', '2026-09-01'),
  assigned: 31,
  ratioExempt: false,
  ...more,
});
const found = (positions: Position[], more?: Partial<FrameworkGround>, overrides: Parameters<typeof checkFramework>[2] = []) =>
  checkFramework(framework(positions), ground(more), overrides);
const words = (checks: ReturnType<typeof found>) =>
  checks.map(
    ({ check, position: code, blocking, overridable }) =>
      `${code} ${check}: ${blocking ? (overridable ? 'excusable' : 'blocks') : 'noted'}`,
  );
const teacher = (more: Partial<Position>) => found([manager(), position(more)]);
const competent = (professional: Position['competencies']['professional'], more: Partial<Position['competencies']> = {}) => ({
  competencies: { ...position().competencies, professional, ...more },
});

describe('the checks of a framework', () => {
  it('find nothing in one that holds', () => {
    expect(found([manager(), position()])).toEqual([]);
  });

  it.each([
    [
      'a name outside the list',
      { code: 'XX', name: 'Nhà ngoại cảm' },
      ['XX position-not-listed: excusable', 'HT manager-not-tied: blocks'],
    ],
    ['another name than listed', { name: 'Giáo viên THPT' }, ['GV-THPT position-name-differs: blocks']],
    ['the listed name in other capitals and spaces', { name: 'Giáo viên  TRUNG học phổ thông' }, []],
    ['a group of another regime', { group: 'shared-professional' }, ['GV-THPT group-not-of-regime: blocks']],
    [
      'another group than listed',
      { group: 'support' },
      ['HT manager-not-tied: blocks', 'GV-THPT position-group-differs: blocks', 'null posts-below-assigned: noted'],
    ],
    [
      'a grade that the scale does not have',
      { grades: [6], ...competent([{ name: 'C', grade: 3, level: 3 }]) },
      ['GV-THPT grade-not-on-scale: blocks'],
    ],
    ['a level below a grade of its own', competent([{ name: 'C', grade: 3, level: 2 }]), ['GV-THPT competency-below-grade: blocks']],
    ['a level that is enough for its own grade only', competent([{ name: 'C', grade: 2, level: 2 }]), []],
    ['a level below the highest grade', competent([{ name: 'C', grade: null, level: 2 }]), ['GV-THPT competency-below-grade: blocks']],
    [
      'three general items',
      competent(position().competencies.professional, { general: ['a', 'b', 'c'] }),
      ['GV-THPT general-competencies-count: blocks'],
    ],
    [
      'management competencies of a teacher',
      competent(position().competencies.professional, { management: [{ name: 'M', level: 1 }] }),
      ['GV-THPT management-competency-of-staff: blocks'],
    ],
    ['a teacher tied to a position', { tiedTo: 'HT' }, ['GV-THPT manager-not-tied: blocks']],
    ['an empty description', { objective: null, work: [], authority: [] }, ['GV-THPT position-incomplete: blocks']],
    ['posts by grade beyond the position', { gradePosts: [{ grade: 3, posts: 31 }] }, ['GV-THPT grade-posts-differ: blocks']],
    ['posts of a grade that it does not permit', { gradePosts: [{ grade: 4, posts: 1 }] }, ['GV-THPT grade-posts-differ: blocks']],
  ] as [string, Partial<Position>, string[]][])('find %s', (_name, more, due) => {
    expect(words(teacher(more)).sort()).toEqual(due.sort());
  });

  it('refuse a name outside the list for good once the list is complete', () => {
    const added = Array.from(
      { length: 155 },
      (_, index): CatalogueEntry => ({
        regime: 'decree-232-2026',
        code: `P-${index}`,
        name: `Vị trí ${index}`,
        group: 'professional',
        grades: null,
        from: '2026-07-01',
        until: null,
        origin: 'province',
        sourceStatus: 'read',
        decision: null,
        version: 1,
      }),
    );
    const catalogue = catalogueOn(added, 'decree-232-2026', '2026-09-01');
    const stranger = position({ code: 'XX', name: 'Nhà ngoại cảm' });
    expect(words(found([manager(), position(), stranger], { catalogue, assigned: 61 }))).toEqual(['XX position-not-listed: blocks']);
  });

  it('compare grades with those that the catalogue knows', () => {
    const catalogue = new Map(ground().catalogue);
    catalogue.set('GV-THPT', { ...catalogue.get('GV-THPT')!, grades: [1, 2] });
    expect(words(found([manager(), position()], { catalogue }))).toEqual(['GV-THPT grade-not-permitted: excusable']);
  });

  it('let a reason excuse what leaves room, and nothing else', () => {
    const graded = position({
      grades: [5, 4, 3],
      gradePosts: [{ grade: 5, posts: 10 }],
      ...competent([{ name: 'C', grade: null, level: 5 }]),
    });
    const reason = 'Ngành giáo dục quyết định';
    const plainly = found([manager(), graded]);
    expect(plainly[0]).toMatchObject({
      check: 'grade-over-ratio',
      data: { held: 10, allowed: 9, posts: 30, cap: '3/10' },
      act: '232/2026/NĐ-CP',
      article: 'Điều 10',
      sourceStatus: 'read',
    });
    expect(plainly[0]?.message.vi).toContain('10 trên 30, tối đa 9');
    expect(blockers(plainly, 'approval')).toHaveLength(1);
    expect(blockers(plainly, 'submission')).toEqual([]);
    const excused = found([manager(), graded], {}, [{ check: 'grade-over-ratio', position: 'GV-THPT', reason }]);
    expect([excused[0]?.overridden, blockers(excused, 'approval')]).toEqual([reason, []]);
    const firm = found([manager(), position({ name: 'Khác' })], {}, [{ check: 'position-name-differs', position: 'GV-THPT', reason }]);
    expect(blockers(firm, 'approval')).toHaveLength(1);
  });

  it('say a cap of less than one post and do not block, and ask nothing of groups 1–2 and science bodies', () => {
    const few = position({
      posts: 2,
      grades: [5, 4, 3],
      gradePosts: [{ grade: 5, posts: 1 }],
      ...competent([{ name: 'C', grade: null, level: 5 }]),
    });
    expect(words(found([manager(), few], { assigned: 3 }))).toEqual(['GV-THPT grade-cap-below-one: noted']);
    const many = { ...few, posts: 30, gradePosts: [{ grade: 5, posts: 30 }] };
    expect(words(found([manager(), many]))).toEqual(['GV-THPT grade-over-ratio: excusable']);
    expect(found([manager(), many], { ratioExempt: true })).toEqual([]);
  });

  it('compare its posts, support left out, with those assigned', () => {
    const guard = position({ code: 'NV-BV', name: 'Nhân viên bảo vệ', group: 'support', posts: 2 });
    const all = [manager(), position(), guard];
    expect(words(found(all, { assigned: 31 }))).toEqual([]);
    expect(words(found(all, { assigned: 30 }))).toEqual(['null posts-above-assigned: excusable']);
    expect(words(found(all, { assigned: 32 }))).toEqual(['null posts-below-assigned: noted']);
    expect(words(found(all, { assigned: null }))).toEqual(['null posts-not-recorded: noted']);
  });

  it('note under the decree of 2020 what only that of 2026 demands', () => {
    const input = frameworkOf2020();
    const bare = { ...input, positions: input.positions.map((each) => ({ ...each, tiedTo: null, work: [], code: `X-${each.code}` })) };
    const checks = checkFramework(bare, ground({ catalogue: catalogueOn([], 'decree-106-2020', '2023-01-01') }));
    expect(blockers(checks, 'approval')).toEqual([]);
    expect(new Set(checks.map(({ check }) => check))).toEqual(new Set(['position-not-listed', 'position-incomplete']));
  });
});
