import type { FrameworkInput, Position } from '../../shared/domain/positions/position.ts';
import type { PositionRegime } from '../../shared/law/positions/regimes.ts';

/** A teacher's position that every check of Decree 232/2026 lets pass. */
export const position = (more: Partial<Position> = {}): Position => ({
  code: 'GV-THPT',
  name: 'Giáo viên trung học phổ thông',
  group: 'professional',
  grades: [3, 2, 1],
  field: 'Giáo dục',
  related: ['Giáo viên giáo dục thường xuyên'],
  posts: 30,
  gradePosts: [],
  objective: 'Dạy học và giáo dục học sinh.',
  work: [{ grade: null, task: 'Dạy học', output: 'Giờ dạy', criteria: 'Đủ giờ theo định mức' }],
  competencies: {
    general: ['Đạo đức', 'Giao tiếp', 'Phối hợp', 'Ngoại ngữ'],
    professional: [{ name: 'Chuyên môn', grade: null, level: 3 }],
    management: [],
  },
  relations: { inside: 'Tổ chuyên môn', outside: 'Cha mẹ học sinh' },
  authority: ['Chọn phương pháp dạy học'],
  qualifications: { education: 'Đại học sư phạm', training: null, experience: null, qualities: null, other: null },
  tiedTo: null,
  ...more,
});

/** Its headmaster, tied to it. */
export const manager = (more: Partial<Position> = {}): Position =>
  position({
    code: 'HT',
    name: 'Hiệu trưởng',
    group: 'management',
    grades: [],
    posts: 1,
    competencies: { ...position().competencies, management: [{ name: 'Quản lý', level: 3 }] },
    tiedTo: 'GV-THPT',
    ...more,
  });

export const framework = (positions: Position[] = [manager(), position()], more: Partial<FrameworkInput> = {}): FrameworkInput => ({
  regime: 'decree-232-2026',
  effectiveFrom: '2026-09-01',
  positions,
  ...more,
});

/** The same under the decree of 2020: groups and grades as that has them. */
export const frameworkOf2020 = (effectiveFrom = '2023-01-01', regime: PositionRegime = 'decree-106-2020'): FrameworkInput =>
  framework([manager({ group: 'leadership' }), position({ group: 'specialised-professional' })], { regime, effectiveFrom });
