import type { Reorganisation, Share } from '../../../../shared/domain/reorganisation.ts';
import type { Category } from '../../../../shared/domain/vocabulary.ts';
import { apportion } from '../random.ts';
import type { Person } from './person.ts';
import type { Staff } from './staff.ts';

const SINKS = new Set(['reserve', 'surrendered', 'outside']);
/** Shares become whole weights: precise enough for people. */
const SCALE = 1_000_000;

/**
 * People follow the posts of units that end; whoever's post is surrendered or held back goes with the others for the
 * time being. Where everything leaves the province's scope, so do they.
 */
export function followReorganisations(staff: Staff, reorganisations: readonly Reorganisation[]): void {
  const present = staff.present();
  for (const { effectiveFrom, ends, creates, shares } of reorganisations) {
    staff.on(effectiveFrom);
    for (const unit of creates) staff.begin(unit);
    for (const source of ends)
      for (const [category, people] of present.get(source) ?? []) {
        const rows = rowsOf(shares, source, category);
        if (rows.length === 0) for (const someone of people) staff.leave(someone, 'other');
        const parts = apportion(
          people.length,
          rows.map(({ share }) => Math.floor((share.numerator * SCALE) / share.denominator)),
        );
        rows.forEach(({ to }, index) => {
          const moving = people.splice(0, parts[index]);
          for (const someone of moving) staff.move(someone, to, category);
          placeAmong(present, to, category, moving);
        });
      }
  }
}

/** The receiving units of a source and category. */
function rowsOf(shares: readonly Share[], source: string, category: Category): Share[] {
  const rows = shares.filter((row) => row.source === source);
  const own = rows.filter((row) => row.category === category);
  return (own.length > 0 ? own : rows.filter((row) => row.category === null)).filter(({ to }) => !SINKS.has(to));
}

function placeAmong(present: Map<string, Map<Category, Person[]>>, unit: string, category: Category, people: readonly Person[]): void {
  const there = present.get(unit) ?? new Map<Category, Person[]>();
  present.set(unit, there.set(category, [...(there.get(category) ?? []), ...people]));
}
