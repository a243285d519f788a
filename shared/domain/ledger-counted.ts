import * as z from 'zod';
import { type PlainDate, yearOf } from '../time.ts';
import type { PostEntry } from './posts.ts';
import { assignedOn, type Ledger } from './ledger.ts';
import { Membership, ofPopulation, type Population } from './ledger-population.ts';
import type { Tree } from './tree.ts';
import type { Issuer } from './vocabulary.ts';

export const countedSchema = z
  .strictObject({
    total: z.int().meta({ description: 'Assigned posts of the population, reserve included' }),
    outsideBase: z.int().meta({ description: 'Of these, posts outside the base' }),
    scopeTransfersIn: z.int().meta({ description: 'Posts that came in by a change of scope since the base date' }),
    scopeTransfersOut: z
      .int()
      .meta({ description: 'Posts that left by a change of scope since the base date, or went outside with a reorganisation' }),
    counted: z.int().meta({ description: 'total − outsideBase − scopeTransfersIn + scopeTransfersOut' }),
  })
  .meta({ id: 'CountedPosts', description: 'Posts counted against a target (assigned by the provincial council)' });
export type Counted = z.infer<typeof countedSchema>;

export type CountInput = { ledger: Ledger; tree: Tree; baseYear: number; date: PlainDate; issuer?: Issuer };

/**
 * The posts of a population that count against a target on a date (design, Semantics 2). Scope transfers are the entries
 * of that reason, and the posts that a reorganisation sent outside, after 31 December of the base year up to the date, of
 * units that belong to the population on the entry's day; an entry marked outside the base is taken off as such and not a
 * second time as a scope transfer. `ledger` holds the base year too, so that what a reorganisation repeats in later years
 * is told from what is new. A date in a year without records comes to 0 assigned posts: the caller answers with the last
 * recorded date instead.
 */
export function countedFor(population: Population, { ledger, tree, baseYear, date, issuer = 'provincial-council' }: CountInput): Counted {
  const membership = new Membership(tree, population);
  const sum = { total: 0, outsideBase: 0, scopeTransfersIn: 0, scopeTransfersOut: 0 };
  for (const cell of assignedOn(ledger.get(yearOf(date))?.values() ?? [], date, tree)) {
    if (cell.issuer !== issuer || !ofPopulation(cell.category, population) || !membership.belongs(cell.unit, date)) continue;
    sum.total += cell.assigned;
    sum.outsideBase += cell.outsideBase;
  }
  const repeated = new Set<string>();
  for (const [year, records] of [...ledger].sort(([a], [b]) => a - b)) {
    const thisYear: string[] = [];
    for (const { unit, entries } of records.values())
      for (const entry of entries) {
        if (!changesScope(entry) || entry.issuer !== issuer) continue;
        const once = `${entry.reorganisation}|${unit}|${entry.category}`;
        if (entry.reorganisation !== undefined) thisYear.push(once);
        if (year <= baseYear || entry.outsideBase || repeated.has(once) || entry.effectiveFrom > date) continue;
        if (!ofPopulation(entry.category, population) || !membership.belongs(unit, entry.effectiveFrom)) continue;
        if (entry.quantity > 0) sum.scopeTransfersIn += entry.quantity;
        else sum.scopeTransfersOut -= entry.quantity;
      }
    for (const once of thisYear) repeated.add(once);
  }
  return { ...sum, counted: sum.total - sum.outsideBase - sum.scopeTransfersIn + sum.scopeTransfersOut };
}

/** Posts that change hands with another scope: a scope transfer, or what a reorganisation sends outside. No cut, either way. */
export const changesScope = ({ reason, counterpart }: Pick<PostEntry, 'reason' | 'counterpart'>): boolean =>
  reason === 'scope-transfer' || (reason === 'reorganisation' && counterpart === 'outside');
