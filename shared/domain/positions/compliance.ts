import * as z from 'zod';
import { type PositionPopulation, regimeOf } from '../../law/positions/regimes.ts';
import type { PlainDate } from '../../time.ts';
import { ratio } from '../ratio.ts';
import type { Assignment, Grade } from '../staff.ts';
import { type Category, type Ratio, categorySchema, orNull, ratioSchema } from '../vocabulary.ts';
import { type Framework, type PositionIndex, frameworkOn, isPermittedGrade } from './framework.ts';
import { type GradeCapState, capsOn, gradeCaps } from './grade-caps.ts';

/** Why somebody is not placed as the target asks. */
export const SHORTFALLS = [
  'no-approved-framework',
  'no-position',
  'position-not-in-framework',
  'no-grade',
  'grade-of-another-scale',
  'grade-not-permitted',
  'title-standard-unknown',
  'title-standard-owed',
  'title-standard-not-met',
] as const;
export type Shortfall = (typeof SHORTFALLS)[number];

/** Whose placement is judged, by category; contracts and non-specialised workers hold no position of a framework. */
export const POPULATION_OF: Partial<Record<Category, PositionPopulation>> = {
  cadre: 'civil-servants',
  'civil-servant': 'civil-servants',
  'employee-budget': 'public-employees',
  'employee-revenue': 'public-employees',
};

/** Somebody in service: what of the staff record the judgement needs. */
export type Holder = { id: string; category: Category; grade: Grade | null } & Pick<Assignment, 'position' | 'titleStandard'>;

export const placementSchema = z
  .strictObject({
    id: z.string().meta({ description: 'Pseudonymous id' }),
    category: categorySchema,
    position: orNull(z.string()),
    reasons: z.array(z.enum(SHORTFALLS)).min(1),
  })
  .meta({ id: 'PlacementShortfall', description: 'Somebody who is not placed as the target asks, and why' });

export const gradeCapStateSchema = z
  .strictObject({
    position: z.string(),
    posts: z.int(),
    grade: z.int(),
    allowed: z.int(),
    held: z.int(),
    over: z.boolean().meta({ description: 'No change into the grade, no recruiting into it' }),
    belowOne: z.boolean().meta({ description: 'The cap is less than one post: noted only' }),
  })
  .meta({ id: 'GradeCapState', description: 'People of a capped grade of a position' });

/** How the people of one unit are placed. */
export type UnitCompliance = {
  people: number;
  placed: number;
  /** People on a position with a competency framework. */
  competent: number;
  shortfalls: Partial<Record<Shortfall, number>>;
  failing: z.infer<typeof placementSchema>[];
  caps: z.infer<typeof gradeCapStateSchema>[];
};

type Held = { framework: Framework; byCode: ReadonlyMap<string, PositionIndex> };

/**
 * How the people of a unit are placed on a date: on a position of the approved framework that holds, with a permitted
 * grade, meeting the title standard. A standard that is owed is not met yet; one that nobody recorded proves nothing.
 * Source: resolution 124/NQ-HĐND, Điều 1 khoản 2 điểm a.
 * @param frameworks versions of the unit
 * @param ratioExempt whether the caps on grades do not apply to the unit
 */
export function judgePlacements(
  people: readonly Holder[],
  frameworks: readonly Framework[],
  unit: string,
  date: PlainDate,
  ratioExempt = false,
): UnitCompliance {
  const held = new Map<PositionPopulation, Held | undefined>();
  const heldBy = (population: PositionPopulation): Held | undefined => {
    if (!held.has(population)) {
      const framework = frameworkOn(frameworks, unit, population, date);
      held.set(population, framework && { framework, byCode: new Map(framework.positions.map((one) => [one.code, one])) });
    }
    return held.get(population);
  };
  const judged = people.flatMap((person) => {
    const population = POPULATION_OF[person.category];
    return population === undefined ? [] : [{ person, ...placementOf(person, heldBy(population)) }];
  });
  const failing = judged
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ person: { id, category, position }, reasons }) => ({ id, category, position, reasons }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const shortfalls: UnitCompliance['shortfalls'] = {};
  for (const reason of failing.flatMap(({ reasons }) => reasons)) shortfalls[reason] = (shortfalls[reason] ?? 0) + 1;
  return {
    people: judged.length,
    placed: judged.length - failing.length,
    competent: judged.filter(({ position }) => position?.competencies === true).length,
    shortfalls,
    failing,
    caps: ratioExempt ? [] : [...held.values()].flatMap((each) => (each ? capsOf(each, people, date) : [])),
  };
}

function placementOf(person: Holder, held: Held | undefined): { position?: PositionIndex | undefined; reasons: Shortfall[] } {
  const standard = standardOf(person);
  if (held === undefined) return { reasons: ['no-approved-framework', ...standard] };
  if (person.position === null) return { reasons: ['no-position', ...standard] };
  const position = held.byCode.get(person.position);
  if (position === undefined) return { reasons: ['position-not-in-framework', ...standard] };
  const permitted = isPermittedGrade({ framework: held.framework, position }, person.grade);
  const grade: Shortfall[] =
    permitted === 'yes'
      ? []
      : [permitted === 'other-scale' ? 'grade-of-another-scale' : person.grade === null ? 'no-grade' : 'grade-not-permitted'];
  return { position, reasons: [...grade, ...standard] };
}

const STANDARD: Record<NonNullable<Holder['titleStandard']>['state'], Shortfall[]> = {
  yes: [],
  owed: ['title-standard-owed'],
  no: ['title-standard-not-met'],
};
const standardOf = ({ titleStandard }: Holder): Shortfall[] =>
  titleStandard === null ? ['title-standard-unknown'] : STANDARD[titleStandard.state];

/** People of each capped grade, position by position; only grades on the framework's own scale are counted. */
function capsOf({ framework, byCode }: Held, people: readonly Holder[], date: PlainDate): UnitCompliance['caps'] {
  const caps = capsOn(framework.regime, date);
  if (caps === undefined) return [];
  const { scale, population } = regimeOf(framework.regime).terms;
  const own = people.filter(({ category }) => POPULATION_OF[category] === population);
  return [...byCode.values()].flatMap(({ code, grades, posts }) => {
    const onIt = own.filter(({ position, grade }) => position === code && grade?.scale === scale);
    const counts = new Map([...Map.groupBy(onIt, ({ grade }) => grade?.value ?? 0)].map(([value, holders]) => [value, holders.length]));
    return gradeCaps(caps.value, grades, posts, counts).map(({ grade, allowed, held, over, belowOne }: GradeCapState) => ({
      position: code,
      posts,
      grade,
      allowed,
      held,
      over,
      belowOne,
    }));
  });
}

export const shortfallsSchema = z
  .partialRecord(z.enum(SHORTFALLS), z.int())
  .meta({ description: 'People by reason; a person may have several' });

/** A unit that is counted: with its people, or with posts but nobody on record. */
export type JudgedUnit = { unit: string; name: string; compliance: UnitCompliance };

export const complianceTotalsSchema = z
  .strictObject({
    units: ratioSchema.meta({ description: 'Units in which everybody is placed, over all units with people or posts' }),
    staff: ratioSchema.meta({ description: 'People placed, over all in service' }),
    competencies: ratioSchema.meta({ description: 'People on a position with a competency framework, over all in service' }),
    notRecorded: z.int().meta({ description: 'Units with posts but nobody on record: they do not pass' }),
    shortfalls: shortfallsSchema,
  })
  .meta({ id: 'ComplianceTotals', description: 'How far units and people are placed on approved positions' });
export type ComplianceTotals = z.infer<typeof complianceTotalsSchema>;

/** Everybody in service is placed, and somebody is: a unit with nobody on record proves nothing. */
export const passes = ({ people, placed }: UnitCompliance): boolean => people > 0 && placed === people;

/** Units and people over all of them. */
export function complianceTotals(units: readonly JudgedUnit[]): ComplianceTotals {
  const sum = (of: (compliance: UnitCompliance) => number) => units.reduce((total, { compliance }) => total + of(compliance), 0);
  const people = sum((each) => each.people);
  const share = (part: number): Ratio => ratio(part, people);
  const shortfalls: ComplianceTotals['shortfalls'] = {};
  for (const reason of SHORTFALLS) {
    const count = sum((each) => each.shortfalls[reason] ?? 0);
    if (count > 0) shortfalls[reason] = count;
  }
  return {
    units: ratio(units.filter(({ compliance }) => passes(compliance)).length, units.length),
    staff: share(sum(({ placed }) => placed)),
    competencies: share(sum(({ competent }) => competent)),
    notRecorded: units.filter(({ compliance }) => compliance.people === 0).length,
    shortfalls,
  };
}

/** What is shown to those without a right to the records of people: counts of 1 to 4 are null. */
const shownCount = orNull(z.int()).meta({ description: 'Counts under 5 are null for those without a right to the records' });
const shownShare = orNull(ratioSchema).meta({
  description: 'Null where either count is under 5, for those without a right to the records',
});
const shownTotals = complianceTotalsSchema.extend({
  staff: shownShare,
  competencies: shownShare,
  shortfalls: z.partialRecord(z.enum(SHORTFALLS), shownCount),
});

export const complianceProgressSchema = z
  .strictObject({
    ...shownTotals.shape,
    required: z.int().meta({ description: 'Agencies that must pass' }),
    met: z.boolean(),
    short: z.int(),
    publicService: shownTotals.meta({ id: 'ShownComplianceTotals', description: 'Public service units, reported beside' }),
    failing: z
      .array(z.strictObject({ unit: z.string(), name: z.string(), people: shownCount, placed: shownCount }))
      .meta({ description: 'Agencies that do not pass, those with the most people not placed first' }),
  })
  .meta({ id: 'ComplianceProgress', description: 'Progress of placing everybody on approved positions' });
export type ComplianceProgress = z.infer<typeof complianceProgressSchema>;
