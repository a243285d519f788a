import * as z from 'zod';
import { GRADE_SCALES } from '../../domain/staff.ts';
import { orNull } from '../../domain/vocabulary.ts';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import { CHECKED } from '../acts.ts';
import { type DatedValue, type Rule, inForce, periodsOf } from '../engine.ts';
import { bilingualSchema } from '../source.ts';
import { decree62of2020, decree106of2020, decree232of2026, decree361of2025 } from './sources.ts';

/** Whose positions a regime arranges. */
export const POSITION_POPULATIONS = ['civil-servants', 'public-employees'] as const;
export type PositionPopulation = (typeof POSITION_POPULATIONS)[number];

export const POSITION_REGIMES = ['decree-62-2020', 'decree-106-2020', 'decree-361-2025', 'decree-232-2026'] as const;
export const positionRegimeSchema = z.enum(POSITION_REGIMES).meta({
  id: 'PositionRegime',
  description: 'Decree under which positions are listed, framed and approved',
  example: 'decree-232-2026',
});
export type PositionRegime = z.infer<typeof positionRegimeSchema>;

export const POSITION_GROUPS = [
  'leadership',
  'management',
  'specialised-professional',
  'shared-professional',
  'professional',
  'support',
] as const;
export const positionGroupSchema = z
  .enum(POSITION_GROUPS)
  .meta({ id: 'PositionGroup', description: 'Group of positions, as its regime names it', example: 'professional' });
export type PositionGroup = z.infer<typeof positionGroupSchema>;

/** What a regime says of frameworks: the dated value of its rule. */
export const regimeTermsSchema = z
  .strictObject({
    regime: positionRegimeSchema,
    population: z.enum(POSITION_POPULATIONS),
    scale: z.enum(GRADE_SCALES).meta({ description: 'Scale of its grades' }),
    groups: z.array(
      z.strictObject({
        group: positionGroupSchema,
        title: bilingualSchema,
        total: orNull(z.int()).meta({ description: 'How many positions the act itself lists; null when it gives no number' }),
      }),
    ),
    closed: z.boolean().meta({ description: 'No position outside the list' }),
    generalCompetencies: orNull(z.int()).meta({ description: 'General items of a competency framework; null when not fixed' }),
    competencyLevels: orNull(z.int()).meta({ description: 'Levels 1 to … of professional and management competencies' }),
    managersTied: z.boolean().meta({ description: 'A manager is tied to one professional position' }),
    approveBy: orNull(plainDateSchema).meta({ description: 'Until when frameworks under it are to be approved' }),
    placeBy: orNull(plainDateSchema).meta({ description: 'Until when people are to be placed' }),
  })
  .meta({ id: 'PositionRegimeTerms', description: 'What a regime of job positions says' });
export type RegimeTerms = z.infer<typeof regimeTermsSchema>;

const group = (name: PositionGroup, vi: string, en: string, total: number | null = null) => ({ group: name, title: { vi, en }, total });
const SUPPORT = ['support', 'Hỗ trợ, phục vụ', 'Support'] as const;
const FOUR_GROUPS = [
  group('leadership', 'Lãnh đạo, quản lý', 'Leadership'),
  group('specialised-professional', 'Nghiệp vụ chuyên ngành', 'Specialised professional'),
  group('shared-professional', 'Nghiệp vụ chuyên môn dùng chung', 'Shared professional'),
  group(...SUPPORT),
];
/** Before 2026 no act fixed a competency framework's shape. */
const OPEN = {
  closed: false,
  generalCompetencies: null,
  competencyLevels: null,
  managersTied: false,
  approveBy: null,
  placeBy: null,
} as const;

/** Positions of cadres and civil servants. */
export const civilServantPositions: Rule<RegimeTerms> = {
  id: 'positions-civil-servants',
  title: { vi: 'Vị trí việc làm công chức', en: 'Job positions of civil servants' },
  unit: 'regime',
  description: {
    vi: 'Nhóm vị trí, thang ngạch và thời hạn chuyển tiếp; quyết định cũ còn hiệu lực đến khi được thay thế.',
    en: 'Groups of positions, scale of grades and transition; older decisions stay valid until replaced.',
  },
  values: [
    {
      from: '2020-07-20',
      value: { regime: 'decree-62-2020', population: 'civil-servants', scale: 'ngach', groups: FOUR_GROUPS, ...OPEN },
      source: decree62of2020('chưa xác định', 'Ngày có hiệu lực và cách chia nhóm nhớ lại.'),
      lastChecked: null,
    },
    {
      from: '2025-12-31',
      value: {
        regime: 'decree-361-2025',
        population: 'civil-servants',
        scale: 'ngach',
        groups: [
          group('leadership', 'Lãnh đạo, quản lý', 'Leadership'),
          group('professional', 'Chuyên môn, nghiệp vụ', 'Professional'),
          group(...SUPPORT),
        ],
        ...OPEN,
        approveBy: '2026-07-01',
        placeBy: '2027-07-01',
      },
      source: decree361of2025('chưa xác định', 'Luật 80/2025/QH15; ngạch, khung năng lực và thời hạn thẩm định chưa đọc.'),
      lastChecked: null,
    },
  ],
};

/** Positions of public employees. */
export const publicEmployeePositions: Rule<RegimeTerms> = {
  id: 'positions-public-employees',
  title: { vi: 'Vị trí việc làm viên chức', en: 'Job positions of public employees' },
  unit: 'regime',
  description: {
    vi: 'Nhóm vị trí, thang hạng hoặc bậc, khung năng lực và thời hạn chuyển tiếp; quyết định cũ còn hiệu lực đến khi được thay thế.',
    en: 'Groups of positions, scale of grades, competency framework and transition; older decisions stay valid until replaced.',
  },
  values: [
    {
      from: '2020-10-29',
      value: { regime: 'decree-106-2020', population: 'public-employees', scale: 'hang', groups: FOUR_GROUPS, ...OPEN },
      source: decree106of2020('chưa xác định', 'Ngày có hiệu lực và cách chia nhóm nhớ lại.'),
      lastChecked: null,
    },
    {
      from: '2026-07-01',
      value: {
        regime: 'decree-232-2026',
        population: 'public-employees',
        scale: 'bac',
        groups: [
          group('management', 'Viên chức quản lý', 'Management', 10),
          group('professional', 'Chuyên môn, nghiệp vụ', 'Professional', 155),
          group(...SUPPORT, 61),
        ],
        closed: true,
        generalCompetencies: 4,
        competencyLevels: 5,
        managersTied: true,
        approveBy: '2027-07-01',
        placeBy: '2027-07-01',
      },
      source: decree232of2026('Điều 8'),
      lastChecked: CHECKED,
    },
  ],
};

const RULE_OF: Readonly<Record<PositionPopulation, Rule<RegimeTerms>>> = {
  'civil-servants': civilServantPositions,
  'public-employees': publicEmployeePositions,
};
const ALL = Object.values(RULE_OF).flatMap((rule) => periodsOf(rule));

/** The terms of a regime with the days on which new frameworks may begin under it, `until` exclusive. */
export type Regime = { terms: RegimeTerms; from: PlainDate; until: PlainDate | null; dated: DatedValue<RegimeTerms> };

/** What a regime says, and from when to when frameworks begin under it. */
export function regimeOf(regime: PositionRegime): Regime {
  const period = ALL.find(({ dated }) => dated.value.regime === regime);
  if (period === undefined) throw new Error(`no rule states the regime ${regime}`);
  return { terms: period.dated.value, from: period.from, until: period.until, dated: period.dated };
}

/** The regime under which a framework of a population begins on a date. @throws Refusal `no-law-in-force` before 2020 */
export const regimeOn = (population: PositionPopulation, date: PlainDate): PositionRegime =>
  inForce(RULE_OF[population], date).value.regime;

/** Whether a group leads: its positions carry management competencies. */
export const leads = (name: PositionGroup): boolean => name === 'leadership' || name === 'management';
