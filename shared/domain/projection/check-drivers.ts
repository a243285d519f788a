import type { Fault } from '../../errors.ts';
import type { ProjectionInput } from './input.ts';

/** A driver that the schema cannot judge: more recruits than leavers, a category twice, a share above 1. */
export function checkDrivers({ drivers }: ProjectionInput, faults: Fault[]): void {
  const seen = new Set<string>();
  drivers.replacement.forEach(({ category, recruits, leavers }, n) => {
    const field = `drivers.replacement.${n}`;
    if (recruits > leavers)
      faults.push({ field: `${field}.recruits`, code: 'recruits-above-leavers', data: { category, recruits, leavers } });
    if (seen.has(category)) faults.push({ field: `${field}.category`, code: 'duplicate-category', data: { category } });
    seen.add(category);
  });
  for (const [name, share] of Object.entries(drivers.surrender))
    if (share.numerator > share.denominator) faults.push({ field: `drivers.surrender.${name}`, code: 'share-above-one', data: share });
}
