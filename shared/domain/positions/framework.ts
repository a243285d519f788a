import * as z from 'zod';
import { type PositionPopulation, positionRegimeSchema, regimeOf } from '../../law/positions/regimes.ts';
import { REVIEW_STEPS } from '../../law/positions/review-steps.ts';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import { impersonalText } from '../impersonal-text.ts';
import { type Grade, positionCodeSchema } from '../staff.ts';
import { decisionSchema, orNull } from '../vocabulary.ts';
import { type FrameworkInput, MAX_POSITIONS, positionSchema } from './position.ts';

/** What is done to a version; `superseded` is not done to it but follows from a later one. */
export const FRAMEWORK_STATUSES = ['draft', 'submitted', 'returned', 'approved'] as const;
export const SHOWN_STATUSES = [...FRAMEWORK_STATUSES, 'superseded'] as const;
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

/** What others ask of a position without reading the document. */
export const positionIndexSchema = positionSchema
  .pick({ code: true, name: true, group: true, grades: true, posts: true })
  .extend({ competencies: z.boolean().meta({ description: 'Has a competency framework' }) });
export type PositionIndex = z.infer<typeof positionIndexSchema>;

export const frameworkStepSchema = z
  .strictObject({
    step: z.enum(['submitted', ...REVIEW_STEPS, 'returned', 'approved']),
    on: plainDateSchema,
    by: z.string(),
    role: z.string(),
    reason: orNull(z.string()),
  })
  .meta({ id: 'FrameworkStep', description: 'What was done to a framework, when and by whom' });
export type FrameworkStep = z.infer<typeof frameworkStepSchema>;

/** A check that does not hold and was let pass all the same. */
export const overrideSchema = z
  .strictObject({
    check: z.string().min(1).max(60),
    position: orNull(positionCodeSchema),
    reason: impersonalText(500),
  })
  .meta({ id: 'CheckOverride', description: 'Why a check that does not hold is let pass' });
export type Override = z.infer<typeof overrideSchema>;

const partsSchema = z.strictObject({ owner: z.string(), count: z.int().min(1) });

/** A version of a unit's framework as it is kept: all but the long texts, which `parts` holds. */
export const frameworkSchema = z.strictObject({
  unit: z.string(),
  number: z.int().min(1),
  regime: positionRegimeSchema,
  effectiveFrom: plainDateSchema,
  status: z.enum(FRAMEWORK_STATUSES),
  adjusts: z.boolean(),
  positions: z.array(positionIndexSchema).max(MAX_POSITIONS),
  hash: z.string(),
  parts: partsSchema,
  authors: z.array(z.string()),
  steps: z.array(frameworkStepSchema),
  approval: orNull(z.strictObject({ decision: decisionSchema, overrides: z.array(overrideSchema), checks: partsSchema })),
  version: z.int().min(1),
});
export type Framework = z.infer<typeof frameworkSchema>;

/** What the header keeps of each position. */
export const indexOf = ({ positions }: Pick<FrameworkInput, 'positions'>): PositionIndex[] =>
  positions.map(({ code, name, group, grades, posts, competencies: { general, professional, management } }) => ({
    code,
    name,
    group,
    grades,
    posts,
    competencies: general.length + professional.length + management.length > 0,
  }));

/** Whose positions a framework arranges. */
export const populationOf = ({ regime }: Pick<Framework, 'regime'>): PositionPopulation => regimeOf(regime).terms.population;

/** Whether one version comes after another in effect. */
const isAfter = (one: Framework, other: Framework): boolean =>
  one.effectiveFrom > other.effectiveFrom || (one.effectiveFrom === other.effectiveFrom && one.number > other.number);

/**
 * The approved framework of a unit that holds on a date: per population, the last whose day of effect has come. Older
 * decisions stay valid until replaced, whatever the regime.
 * @param frameworks versions of any units
 */
export function frameworkOn(
  frameworks: readonly Framework[],
  unit: string,
  population: PositionPopulation,
  date: PlainDate,
): Framework | undefined {
  return frameworks
    .filter((each) => each.unit === unit && each.status === 'approved' && each.effectiveFrom <= date && populationOf(each) === population)
    .reduce<Framework | undefined>((last, each) => (last === undefined || isAfter(each, last) ? each : last), undefined);
}

/** The status of a version as of a date: approved until a later approved one of the same population takes effect. */
export function statusOn(framework: Framework, frameworks: readonly Framework[], date: PlainDate): ShownStatus {
  if (framework.status !== 'approved') return framework.status;
  const holding = frameworkOn(frameworks, framework.unit, populationOf(framework), date);
  return holding !== undefined && isAfter(holding, framework) ? 'superseded' : 'approved';
}

/** A position with the framework that holds it. */
export type PlacedPosition = { framework: Framework; position: PositionIndex };

/**
 * The position of a code in the approved frameworks of a unit that hold on a date, or undefined.
 * @param population where it is known whose position it is; else either
 */
export function positionOf(
  frameworks: readonly Framework[],
  unit: string,
  code: string,
  date: PlainDate,
  population?: PositionPopulation,
): PlacedPosition | undefined {
  for (const each of population === undefined ? (['civil-servants', 'public-employees'] as const) : [population]) {
    const framework = frameworkOn(frameworks, unit, each, date);
    const position = framework?.positions.find((one) => one.code === code);
    if (framework !== undefined && position !== undefined) return { framework, position };
  }
  return undefined;
}

/**
 * Whether a grade is one that the position permits. Grades are compared on the scale of the framework's regime only:
 * hạng and bậc count in opposite directions, so that another scale is an answer of its own. A position that names no
 * grade asks for none.
 */
export function isPermittedGrade({ framework, position }: PlacedPosition, grade: Grade | null): 'yes' | 'no' | 'other-scale' {
  if (position.grades.length === 0) return 'yes';
  if (grade === null) return 'no';
  if (grade.scale !== regimeOf(framework.regime).terms.scale) return 'other-scale';
  return position.grades.includes(grade.value) ? 'yes' : 'no';
}
