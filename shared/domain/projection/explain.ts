import { Refusal } from '../../errors.ts';
import { endOfYear, yearOf } from '../../time.ts';
import { RESERVE } from '../posts.ts';
import type { Category } from '../vocabulary.ts';
import { beside, type Contribution, flowShares, shownTotal, stockShares, valueOf } from './explained-shares.ts';
import { type ExplainedPart, type ExplainedUnit, type Explanation, type Measure, PARTS } from './explanation.ts';
import { FLOW_SIGNS, type Flow, flowsOf } from './flows.ts';
import type { ProjectedUnit, ProjectionResult, ProjectionRow } from './result.ts';

export type ExplainQuery = {
  readonly year: number;
  readonly measure: Measure;
  readonly category?: Category | undefined;
  readonly unit?: string | undefined;
};

const FLOWS_OF: Partial<Record<Measure, readonly Flow[]>> = {
  retired: ['retired'],
  streamlined: ['streamlined'],
  resigned: ['resigned'],
  recruited: ['recruited', 'recruited-planned'],
  'posts-added': ['posts-added'],
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

const STOCKS: readonly Measure[] = ['posts', 'present', 'vacancies', 'units'];

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
  const rows = result.rows.filter((row) => (category === null || row.category === category) && (only === null || row.unit === only));
  if (measure === 'units')
    for (const unit of result.units)
      contribute(unit.unit, unit.kind === 'public-service' ? unitTerms(unit, date, result.dates[at - 1]) : []);
  else for (const row of rows) contribute(row.unit, termsOf(row, measure, at));

  const contributions = [...terms].flatMap(([unit, all]): Contribution[] => {
    const parts = merged(all);
    return parts.length === 0 ? [] : [{ unit, parts }];
  });
  const exact = merged(contributions.flatMap((one) => one.parts));
  const scale = measure === 'units' ? 1 : result.scale;
  const parts = measure === 'units' ? exact : shownTotal(result, rows, exact, at);
  const value = valueOf(parts);
  const shares = STOCKS.includes(measure) ? stockShares(value, contributions, scale) : flowShares(parts, contributions, scale);

  const facts = new Map(result.units.map((unit) => [unit.unit, unit]));
  const order = new Map([...result.units.map(({ unit }) => unit), RESERVE].map((unit, position) => [unit, position]));
  const rank = (unit: string) => order.get(unit) ?? 0;
  shares.sort((one, other) => Math.abs(other.value) - Math.abs(one.value) || rank(one.unit) - rank(other.unit));
  const units = shares.map(({ parts: own, ...share }): ExplainedUnit => {
    const records = share.unit === RESERVE ? result.reserveRecords : (facts.get(share.unit)?.records ?? []);
    const { name = null, plans = [] } = facts.get(share.unit) ?? {};
    return { ...share, name, parts: own, plans, records };
  });
  return { date, measure, category, unit: only, value, ...beside(valueOf(exact), scale), parts, units };
}
