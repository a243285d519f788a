import type { Reorganisation, Share } from '../../../../shared/domain/reorganisation.ts';
import type { Category } from '../../../../shared/domain/vocabulary.ts';
import { apportion } from '../random.ts';
import type { Person } from './person.ts';
import type { Staff } from './staff.ts';

const SINKS = new Set(['reserve', 'surrendered', 'outside']);
/** Shares become whole weights: precise enough for people. */
const SCALE = 1_000_000;

/** People follow the posts of units that end; whoever's post is surrendered or held back goes with the others for the time being. */
export function followReorganisation(staff: Staff, { ends, creates, shares }: Reorganisation): void {
  for (const unit of creates) staff.begin(unit);
  if (ends.length === 0) return;
  const ending = new Set(ends);
  const groups = new Map<string, Person[]>();
  for (const someone of staff.people) {
    if (someone.gone || !ending.has(someone.unit)) continue;
    const group = `${someone.unit}|${someone.category}`;
    groups.set(group, [...(groups.get(group) ?? []), someone]);
  }
  for (const people of groups.values()) {
    const { unit, category } = people[0] as Person;
    const rows = rowsOf(shares, unit, category).filter(({ to }) => !SINKS.has(to));
    if (rows.length === 0) for (const someone of people) staff.leave(someone, 'other');
    const parts = apportion(
      people.length,
      rows.map(({ share }) => Math.floor((share.numerator * SCALE) / share.denominator)),
    );
    let next = 0;
    rows.forEach(({ to }, index) => {
      for (let count = parts[index] as number; count > 0; count--) staff.move(people[next++] as Person, to, category);
    });
  }
}

function rowsOf(shares: readonly Share[], unit: string, category: Category): Share[] {
  const rows = shares.filter(({ source }) => source === unit);
  const own = rows.filter((row) => row.category === category);
  return own.length > 0 ? own : rows.filter((row) => row.category === null);
}
