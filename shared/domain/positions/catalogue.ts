import { type CatalogueEntry, LISTED_POSITIONS } from '../../law/positions/catalogue.ts';
import { type PositionGroup, type PositionRegime, regimeOf } from '../../law/positions/regimes.ts';
import type { PlainDate } from '../../time.ts';

/** Whether an entry is in the catalogue on a date. */
export const isListedOn = ({ from, until }: Pick<CatalogueEntry, 'from' | 'until'>, date: PlainDate): boolean =>
  from <= date && (until === null || date < until);

/** The lists that come with the program, and what the province added, of a regime on a date. An entry of the province takes the place of ours. */
export function catalogueOn(added: readonly CatalogueEntry[], regime: PositionRegime, date: PlainDate): Map<string, CatalogueEntry> {
  const held = [...LISTED_POSITIONS, ...added].filter((entry) => entry.regime === regime && isListedOn(entry, date));
  return new Map(held.map((entry) => [entry.code, entry]));
}

/** How much of a group's list is there: what the act says it lists, and how many of it are in the catalogue. */
export type GroupCount = { group: PositionGroup; total: number | null; listed: number; complete: boolean };

/** A list is complete only when the act gives its number and as many positions are there. */
export function groupCounts(regime: PositionRegime, entries: Iterable<CatalogueEntry>): GroupCount[] {
  const byGroup = Map.groupBy(entries, ({ group }) => group);
  return regimeOf(regime).terms.groups.map(({ group, total }) => {
    const listed = byGroup.get(group)?.length ?? 0;
    return { group, total, listed, complete: total !== null && listed >= total };
  });
}

/** Names are the same whatever their capitals, spaces and composition of diacritics. */
export const sameName = (one: string, other: string): boolean => folded(one) === folded(other);
const folded = (name: string): string => name.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
