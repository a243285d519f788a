import * as z from 'zod';
import { Refusal } from '../../errors.ts';
import { endOfYear, plainDateSchema, yearOf } from '../../time.ts';
import { RESERVE } from '../posts.ts';
import { type Category, categorySchema, orNull } from '../vocabulary.ts';
import { FLOW_SIGNS, FLOWS, type Flow, flowsOf } from './flows.ts';
import { type ProjectedUnit, type ProjectionResult, type ProjectionRow, recordReferenceSchema } from './result.ts';

export const MEASURES = ['posts', 'present', 'vacancies', 'retired', 'recruited', 'given-up', 'converted', 'reorganised', 'units'] as const;
export const measureSchema = z.enum(MEASURES).meta({
  id: 'ProjectionMeasure',
  description:
    'posts, present, vacancies, units: as of the date. retired, recruited, given-up: in the year. converted: posts that changed pay source in the year (+ in, − out; category employee-budget when none is named). reorganised: posts that plans brought (+) or took (−)',
});
export type Measure = z.infer<typeof measureSchema>;

export const PARTS = ['opening', 'created', 'ended', 'posts', 'present', ...FLOWS] as const;
export const explainedPartSchema = z
  .strictObject({ part: z.enum(PARTS), sign: z.union([z.literal(1), z.literal(-1)]), quantity: z.int() })
  .meta({ id: 'ExplainedPart', description: 'One term of the formula; sign × quantity of all terms sum to the value' });
export type ExplainedPart = z.infer<typeof explainedPartSchema>;

export const explainedUnitSchema = z
  .strictObject({
    unit: z.string(),
    name: z.string().nullable().meta({ description: 'Null for the reserve' }),
    value: z.int(),
    parts: z.array(explainedPartSchema),
    plans: z.array(z.string()).meta({ description: 'Plans of the run that touch the unit' }),
    records: z.array(recordReferenceSchema),
  })
  .meta({ id: 'ExplainedUnit', description: 'What one unit contributes, and the records that say so' });

export const explanationSchema = z
  .strictObject({
    date: plainDateSchema,
    measure: measureSchema,
    category: orNull(categorySchema),
    unit: z.string().nullable(),
    value: z.int(),
    parts: z.array(explainedPartSchema).meta({ description: 'value = Σ sign × quantity' }),
    units: z.array(explainedUnitSchema).meta({ description: 'Values sum to the value; largest first, ties by code' }),
  })
  .meta({ id: 'Explanation', description: 'Where a number of a projection comes from' });
export type Explanation = z.infer<typeof explanationSchema>;

export type ExplainQuery = {
  readonly year: number;
  readonly measure: Measure;
  readonly category?: Category | undefined;
  readonly unit?: string | undefined;
};

const FLOWS_OF: Partial<Record<Measure, readonly Flow[]>> = {
  retired: ['retired'],
  recruited: ['recruited'],
  'given-up': ['given-up-vacant', 'given-up-unreplaced'],
};
const SIGNED_FLOWS_OF: Partial<Record<Measure, readonly Flow[]>> = {
  converted: ['posts-converted-in', 'posts-converted-out'],
  reorganised: ['posts-received', 'posts-handed-over', 'posts-surrendered', 'posts-outside'],
};

/** The terms of one row at a date; the first date of a run has nothing before it but the records. */
function termsOf(row: ProjectionRow, measure: Measure, at: number): ExplainedPart[] {
  const flow = (name: Flow, sign: 1 | -1): ExplainedPart => ({ part: name, sign, quantity: row.flows[name]?.[at - 1] ?? 0 });
  if (measure === 'vacancies') {
    if (row.unit === RESERVE) return [];
    return [
      { part: 'posts', sign: 1, quantity: row.posts[at] as number },
      { part: 'present', sign: -1, quantity: row.present[at] as number },
    ];
  }
  if (measure === 'posts' || measure === 'present') {
    const opening: ExplainedPart = { part: 'opening', sign: 1, quantity: row[measure][Math.max(0, at - 1)] as number };
    return at === 0 ? [opening] : [opening, ...flowsOf(measure).map((name) => flow(name, FLOW_SIGNS[name].sign))];
  }
  const signed = SIGNED_FLOWS_OF[measure];
  return signed ? signed.map((name) => flow(name, FLOW_SIGNS[name].sign)) : (FLOWS_OF[measure] ?? []).map((name) => flow(name, 1));
}

/** A public service unit counts from the day a plan creates it until the day a plan ends it. */
function unitTerms({ created, ended }: ProjectedUnit, date: string, before: string | undefined): ExplainedPart[] {
  const alive = (day: string) => (created === null || created <= day) && (ended === null || day < ended);
  if (before === undefined) return [{ part: 'opening', sign: 1, quantity: alive(date) ? 1 : 0 }];
  const opened = created !== null && created > before && created <= date;
  const closed = ended !== null && ended > before && ended <= date;
  return [
    { part: 'opening', sign: 1, quantity: alive(before) ? 1 : 0 },
    { part: 'created', sign: 1, quantity: opened ? 1 : 0 },
    { part: 'ended', sign: -1, quantity: closed ? 1 : 0 },
  ];
}

/** Terms of one name added up, in the order of the formula; terms of 0 are left out. */
function merged(parts: readonly ExplainedPart[]): ExplainedPart[] {
  const sums = new Map<string, ExplainedPart>();
  for (const { part, sign, quantity } of parts) sums.set(part, { part, sign, quantity: (sums.get(part)?.quantity ?? 0) + quantity });
  return [...sums.values()]
    .filter(({ quantity }) => quantity !== 0)
    .sort((one, other) => PARTS.indexOf(one.part) - PARTS.indexOf(other.part));
}

const valueOf = (parts: readonly ExplainedPart[]): number => parts.reduce((sum, { sign, quantity }) => sum + sign * quantity, 0);

/**
 * Where a number of a run comes from: its formula, whose terms sum exactly to it, and the units that contribute, each with its
 * own terms, the plans that touch it and the records behind its opening. The list of units is complete; a caller pages it.
 * `units` counts living units of kind public-service.
 * @throws Refusal for a year outside the run or a unit that is not in it
 */
export function explain(result: ProjectionResult, query: ExplainQuery): Explanation {
  const { year, measure } = query;
  const category = query.category ?? (measure === 'converted' ? 'employee-budget' : null);
  const years = result.dates.map((day) => (day === result.dates[0] && day !== endOfYear(yearOf(day)) ? null : yearOf(day)));
  const at = years.indexOf(year);
  const date = result.dates[at];
  if (date === undefined)
    throw new Refusal('year-outside-projection', { year, from: years.find((one) => one !== null), to: years.at(-1) }, 'year');
  const named = query.unit === undefined ? undefined : result.units.find(({ unit, code }) => unit === query.unit || code === query.unit);
  if (query.unit !== undefined && query.unit !== RESERVE && !named) throw new Refusal('unknown-unit', { unit: query.unit }, 'unit');
  const only = named?.unit ?? query.unit ?? null;

  const terms = new Map<string, ExplainedPart[]>();
  const contribute = (unit: string, parts: ExplainedPart[]) => {
    if (only === null || unit === only) terms.set(unit, [...(terms.get(unit) ?? []), ...parts]);
  };
  if (measure === 'units')
    for (const unit of result.units)
      contribute(unit.unit, unit.kind === 'public-service' ? unitTerms(unit, date, result.dates[at - 1]) : []);
  else for (const row of result.rows) if (category === null || row.category === category) contribute(row.unit, termsOf(row, measure, at));

  const facts = new Map(result.units.map((unit) => [unit.unit, unit]));
  const order = new Map([...result.units.map(({ unit }) => unit), RESERVE].map((unit, position) => [unit, position]));
  const units = [...terms].flatMap(([unit, all]) => {
    const parts = merged(all);
    const records = unit === RESERVE ? result.reserveRecords : (facts.get(unit)?.records ?? []);
    const { name = null, plans = [] } = facts.get(unit) ?? {};
    return parts.length === 0 ? [] : [{ unit, name, value: valueOf(parts), parts, plans, records }];
  });
  const rank = (unit: string) => order.get(unit) ?? 0;
  units.sort((one, other) => Math.abs(other.value) - Math.abs(one.value) || rank(one.unit) - rank(other.unit));
  const parts = merged(units.flatMap((unit) => unit.parts));
  return { date, measure, category, unit: only, value: valueOf(parts), parts, units };
}
