import * as z from 'zod';
import { plainDateSchema } from '../time.ts';
import { RESERVE } from './posts.ts';
import { type PostStanding, isOverQuota } from './posts-standing.ts';
import { categorySchema } from './vocabulary.ts';

const side = z.strictObject({ units: z.int(), reserve: z.int(), total: z.int() });

/** Sums of the rows of a category. */
export const standingSummarySchema = z
  .strictObject({
    category: categorySchema,
    provincialCouncil: side,
    centralOrganisationCommission: side,
    difference: z.int().meta({ description: 'Council − commission over the holders for which both are on record' }),
    compared: z.int().meta({ description: 'Number of those holders' }),
    present: z.int(),
    vacancy: z.int().meta({ description: 'Sum of the vacancies of the units where posts and people are both on record' }),
    overQuota: z.strictObject({ units: z.int(), people: z.int() }),
    unitsWithoutPosts: z.int().meta({ description: 'Units with people but no posts on record' }),
    unitsWithoutReport: z.int().meta({ description: 'Units with posts but no report: part of no vacancy' }),
    postsWithoutReport: z.int().meta({ description: 'Their posts' }),
  })
  .meta({ id: 'StandingSummary', description: 'Posts, people and vacancies of a category over many units' });
export type StandingSummary = z.infer<typeof standingSummarySchema>;

export const standingSummariesSchema = z
  .strictObject({ asOf: plainDateSchema, categories: z.array(standingSummarySchema) })
  .meta({ id: 'StandingSummaries', description: 'Posts, people and vacancies by category' });

/**
 * The rows of many holders by category. Council posts of units = present + vacancy − people without posts + posts without
 * a report: nothing is counted as 0 that is not known to be 0.
 */
export function summarise(rows: readonly PostStanding[]): StandingSummary[] {
  return [...Map.groupBy(rows, ({ category }) => category)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([category, all]) => {
      const units = all.filter(({ unit }) => unit !== RESERVE);
      const over = units.filter(isOverQuota);
      const unreported = units.filter(({ missing }) => missing.includes('headcount'));
      const sideOf = (field: 'provincialCouncil' | 'centralOrganisationCommission') => {
        const ofUnits = sum(units, field);
        const total = sum(all, field);
        return { units: ofUnits, reserve: total - ofUnits, total };
      };
      return {
        category,
        provincialCouncil: sideOf('provincialCouncil'),
        centralOrganisationCommission: sideOf('centralOrganisationCommission'),
        difference: sum(all, 'difference'),
        compared: all.filter(({ difference }) => difference !== null).length,
        present: sum(units, 'present'),
        vacancy: sum(units, 'vacancy'),
        overQuota: { units: over.length, people: 0 - sum(over, 'vacancy') },
        unitsWithoutPosts: units.filter(({ missing }) => missing.includes('posts')).length,
        unitsWithoutReport: unreported.length,
        postsWithoutReport: sum(unreported, 'provincialCouncil'),
      };
    });
}

const sum = (
  rows: readonly PostStanding[],
  field: 'provincialCouncil' | 'centralOrganisationCommission' | 'difference' | 'present' | 'vacancy',
): number => rows.reduce((total, row) => total + (row[field] ?? 0), 0);
