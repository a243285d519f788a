import type { Grade, TitleStandard } from '../../../../shared/domain/staff.ts';
import type { Category } from '../../../../shared/domain/vocabulary.ts';
import type { Random } from '../random.ts';
import type { Role } from '../roles.ts';

/** Positions of a body with their weight per 1,000 and the grades in use, the usual one first. */
type Mix = readonly (readonly [code: string, weight: number, grades: readonly number[]])[];

const office: Mix = [
  ['TP-SO', 60, [2]],
  ['PTP-SO', 90, [3, 2]],
  ['CV-CN', 640, [3, 3, 3, 2]],
  ['CV-TH', 110, [3, 3, 2]],
  ['KTV', 50, [3, 4]],
  ['VTV', 50, [3, 4]],
];
const school = (teacher: string): Mix => [
  ['HT', 35, [2, 2, 3]],
  ['PHT', 60, [2, 3]],
  [teacher, 795, [3, 3, 2, 2, 2, 1]],
  ['KT', 40, [3, 4]],
  ['VT', 30, [4, 3]],
  ['YT-HD', 25, [4]],
  ['TV', 15, [4, 3]],
];
const service: Mix = [
  ['GD', 40, [2]],
  ['PGD', 60, [2, 3]],
  ['TP', 80, [3, 2]],
  ['KS', 420, [3, 3, 2, 4]],
  ['CV-HC', 280, [3, 3, 2]],
  ['KT', 70, [3, 4]],
  ['VT', 50, [4, 3]],
];
const health: Mix = [
  ['GD', 6, [2]],
  ['PGD', 12, [2]],
  ['TK', 40, [2, 3]],
  ['BS', 230, [3, 3, 3, 2]],
  ['DD', 390, [4, 3, 4, 3]],
  ['HS', 60, [4, 3]],
  ['KTY', 70, [3, 4]],
  ['DS', 60, [4, 3]],
  ['YS', 60, [4]],
  ['YTCC', 32, [3]],
  ['KT', 25, [3, 4]],
  ['VT', 15, [4]],
];
const support: Mix = [
  ['NV-BV', 420, []],
  ['NV-PV', 300, []],
  ['NV-LX', 140, []],
  ['NV-NA', 140, []],
];

const OWN: Partial<Record<Role, Mix>> = {
  kindergarten: school('GV-MN'),
  primary: school('GV-TH'),
  'lower-secondary': school('GV-THCS'),
  combined: school('GV-THCS'),
  'upper-secondary': school('GV-THPT'),
  continuing: school('GV-GDTX'),
  'health-centre': health,
};

/** What people of a category do in a body of a role; null where nobody is in a job position. */
function mixOf(role: Role, category: Category): Mix | null {
  if (category === 'cadre' || category === 'non-specialised') return null;
  if (category === 'contract') return support;
  if (category === 'civil-servant') return office;
  return OWN[role] ?? service;
}

export type Job = { position: string | null; grade: Grade | null; titleStandard: TitleStandard | null };
const NO_JOB: Job = { position: null, grade: null, titleStandard: null };

/** The job of somebody who comes to a body: most meet the title standard, some owe it, a few do not. */
export function jobOf(role: Role, category: Category, random: Random): Job {
  const mix = mixOf(role, category);
  if (mix === null) return NO_JOB;
  let draw = random.int(1000);
  const [position, , grades] = mix.find(([, weight]) => (draw -= weight) < 0) ?? (mix[0] as Mix[number]);
  const value = grades.length === 0 ? undefined : random.pick(grades);
  const scale = category === 'civil-servant' ? 'ngach' : 'hang';
  return { position, grade: value === undefined ? null : { scale, value }, titleStandard: standard(random.int(1000)) };
}

function standard(draw: number): TitleStandard {
  if (draw < 930) return { state: 'yes', date: '2023-12-31', basis: null };
  if (draw < 985) return { state: 'owed', date: '2026-12-31', basis: 'Kế hoạch đào tạo chuẩn hóa (dữ liệu mô phỏng)' };
  return { state: 'no', date: null, basis: null };
}

/** Bodies between which people keep the job they have. */
export const familyOf = (role: Role, category: Category): string => `${mixOf(role, category)?.[2]?.[0] ?? 'none'}|${category}`;
