import * as z from 'zod';
import { type PlainDate, plainMonthSchema } from '../time.ts';
import { postsOf } from './ledger.ts';
import { type PostEntry, RESERVE } from './posts.ts';
import type { UnitPeriod } from './unit.ts';
import { type Category, type Issuer, categorySchema, orNull, sectorSchema, unitKindSchema, unitLevelSchema } from './vocabulary.ts';

/** What of the two numbers of a vacancy is not on record. */
export const STANDING_GAPS = ['posts', 'headcount'] as const;

/** Which report a number of people comes from. */
export const reportReferenceSchema = z
  .strictObject({ month: plainMonthSchema, record: z.string().meta({ example: 'headcount/2026-06' }), version: z.int().min(1) })
  .meta({ id: 'ReportReference', description: 'The headcount report that a number of people was read from' });
export type ReportReference = z.infer<typeof reportReferenceSchema>;

/** The facts of a holder on the date; null for the reserve, which belongs to no unit. */
export const holderFactsShape = {
  unit: z.string().meta({ description: 'Permanent key, or ~RESERVE' }),
  code: orNull(z.string()),
  name: orNull(z.string()),
  kind: orNull(unitKindSchema),
  level: orNull(unitLevelSchema),
  sector: orNull(sectorSchema),
};

/** Posts and people of one holder and category on a date. What is not on record is null and named in `missing`, never 0. */
export const postStandingSchema = z
  .strictObject({
    ...holderFactsShape,
    category: categorySchema,
    provincialCouncil: orNull(z.int()).meta({ description: 'Assigned by the provincial council; null when it assigned none on record' }),
    centralOrganisationCommission: orNull(z.int()).meta({ description: 'Assigned by the Central Organisation Commission' }),
    difference: orNull(z.int()).meta({ description: 'Council − commission; null unless both are on record' }),
    present: orNull(z.int()).meta({ description: 'People at the end of the month of `report`' }),
    report: orNull(reportReferenceSchema),
    vacancy: orNull(z.int()).meta({ description: 'Council − present; negative: over quota; null unless both are on record' }),
    missing: z.array(z.enum(STANDING_GAPS)),
  })
  .meta({ id: 'PostStanding', description: 'Posts of both issuers, people and vacancy of one holder and category' });
export type PostStanding = z.infer<typeof postStandingSchema>;

/** The categories that hold posts. Contract and non-specialised workers are outside the count: they need none. */
export const HOLDS_POSTS: ReadonlySet<Category> = new Set(['cadre', 'civil-servant', 'employee-budget', 'employee-revenue']);

/** A headcount report, as far as it is needed here. */
export type Report = {
  unit: string;
  month: string;
  version: number;
  categories: readonly { category: Category; closing: number }[];
};

export type Holder = { unit: string; facts: Pick<UnitPeriod, 'code' | 'name' | 'kind' | 'level' | 'sector'> | null };

/** A holder as a row shows it. */
export const factsOf = ({ unit, facts }: Holder) => ({
  unit,
  code: facts?.code ?? null,
  name: facts?.name ?? null,
  kind: facts?.kind ?? null,
  level: facts?.level ?? null,
  sector: facts?.sector ?? null,
});

/** A report as a row names it. */
export const referenceTo = ({ month, version }: Report): ReportReference => ({ month, record: `headcount/${month}`, version });

/** People of a category at the end of the month; a category that a report leaves out has nobody. */
export const closingOf = ({ categories }: Pick<Report, 'categories'>, category: Category): number =>
  categories.find((row) => row.category === category)?.closing ?? 0;

/**
 * One row per category of a holder that has a post of either issuer on record by the date, or people in the last report.
 * @param entries of the ledger of the year in which `date` lies; empty when there is none
 * @param report the last one whose month had ended by the date; undefined when there is none
 */
export function standingsOf(holder: Holder, entries: readonly PostEntry[], report: Report | undefined, date: PlainDate): PostStanding[] {
  const { unit } = holder;
  const cells = postsOf({ entries }, date);
  const assigned = (issuer: Issuer, category: Category) =>
    cells.find((cell) => cell.issuer === issuer && cell.category === category)?.assigned ?? null;
  const peopled = report?.categories.flatMap(({ category, closing }) => (closing > 0 ? [category] : [])) ?? [];
  return [...new Set([...cells.map(({ category }) => category), ...peopled])].sort().map((category): PostStanding => {
    const council = assigned('provincial-council', category);
    const commission = assigned('central-organisation-commission', category);
    // Without a report nobody knows, and in the reserve there is nobody.
    const present = unit === RESERVE || report === undefined ? null : closingOf(report, category);
    return {
      ...factsOf(holder),
      category,
      provincialCouncil: council,
      centralOrganisationCommission: commission,
      difference: minus(council, commission),
      present,
      report: report === undefined || unit === RESERVE ? null : referenceTo(report),
      vacancy: minus(council, present),
      missing: [
        ...(council === null && HOLDS_POSTS.has(category) ? (['posts'] as const) : []),
        ...(present === null && unit !== RESERVE ? (['headcount'] as const) : []),
      ],
    };
  });
}

const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

/** Over quota: more people than the provincial council assigned posts, both on record. */
export const isOverQuota = ({ vacancy }: Pick<PostStanding, 'vacancy'>): boolean => vacancy !== null && vacancy < 0;
