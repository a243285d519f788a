import Fraction from 'fraction.js';
import type { Fault } from '../../errors.ts';
import { monthIndex, monthOf } from '../../time.ts';
import type { LateRetirement, Replacement, Streamlining } from './drivers.ts';
import { checkHazards } from './hazards.ts';
import type { ProjectionInput } from './input.ts';

/** The months of a run, since year 0. */
export type Span = { readonly first: number; readonly last: number };

function checkReplacement(rules: readonly Replacement[], faults: Fault[]): void {
  const seen = new Set<string>();
  rules.forEach(({ category, recruits, leavers, entryAges = [] }, n) => {
    const field = `drivers.replacement.${n}`;
    if (recruits > leavers)
      faults.push({ field: `${field}.recruits`, code: 'recruits-above-leavers', data: { category, recruits, leavers } });
    if (seen.has(category)) faults.push({ field: `${field}.category`, code: 'duplicate-category', data: { category } });
    seen.add(category);
    entryAges.forEach(({ age }, m) => {
      if (entryAges.findIndex((other) => other.age === age) < m)
        faults.push({ field: `${field}.entryAges.${m}.age`, code: 'entry-age-twice', data: { category, age } });
    });
  });
}

/** Somebody for whom two rows hold in one month would make their order decide. */
function overlap(one: Streamlining, other: Streamlining): boolean {
  const months = one.from <= other.until && other.from <= one.until;
  return (
    one.category === other.category && months && one.eligible.least <= other.eligible.most && other.eligible.least <= one.eligible.most
  );
}

function checkStreamlining(rows: readonly Streamlining[], { first, last }: Span, faults: Fault[]): void {
  rows.forEach((row, n) => {
    const { category, from, until, eligible } = row;
    const field = `drivers.streamlining.${n}`;
    if (eligible.least > eligible.most)
      faults.push({ field: `${field}.eligible`, code: 'least-above-most', data: { category, ...eligible } });
    if (from > until) faults.push({ field: `${field}.until`, code: 'until-before-from', data: { category, from, until } });
    else if (monthIndex(until) < first || monthIndex(from) > last)
      faults.push({
        field: `${field}.from`,
        code: 'months-outside-projection',
        data: { category, from, until, first: monthOf(first), last: monthOf(last) },
      });
    const other = rows.findIndex((earlier, m) => m < n && overlap(earlier, row));
    if (other >= 0) faults.push({ field, code: 'streamlining-overlaps', data: { category, first: other + 1, second: n + 1 } });
  });
}

function checkLateRetirement(rows: readonly LateRetirement[], faults: Fault[]): void {
  const shares = new Map<string, Fraction>();
  rows.forEach(({ category, share, months }, n) => {
    const field = `drivers.lateRetirement.${n}`;
    const before = shares.get(category) ?? new Fraction(0);
    const sum = before.add(new Fraction(share.numerator, share.denominator));
    shares.set(category, sum);
    if (share.numerator > share.denominator) faults.push({ field: `${field}.share`, code: 'share-above-one', data: share });
    else if (sum.compare(1) > 0 && before.compare(1) <= 0)
      faults.push({ field: `${field}.share`, code: 'late-retirement-above-one', data: { category, sum: sum.toFraction() } });
    if (rows.findIndex((other) => other.category === category && other.months === months) < n)
      faults.push({ field, code: 'late-retirement-twice', data: { category, months } });
  });
}

/** A driver that the schema cannot judge: more recruits than leavers, a category twice, shares above 1, rows that overlap, months outside the run. */
export function checkDrivers({ drivers, hazards }: ProjectionInput, span: Span, faults: Fault[]): void {
  checkReplacement(drivers.replacement, faults);
  for (const [name, share] of Object.entries(drivers.surrender))
    if (share.numerator > share.denominator) faults.push({ field: `drivers.surrender.${name}`, code: 'share-above-one', data: share });
  checkStreamlining(drivers.streamlining, span, faults);
  checkLateRetirement(drivers.lateRetirement, faults);
  drivers.recruitment.forEach(({ category, month }, n) => {
    const [from, until] = [month, month];
    const at = monthIndex(month);
    if (at < span.first || at > span.last)
      faults.push({
        field: `drivers.recruitment.${n}.month`,
        code: 'months-outside-projection',
        data: { category, from, until, first: monthOf(span.first), last: monthOf(span.last) },
      });
  });
  checkHazards(hazards, faults);
}
