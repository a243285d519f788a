import type { AgeProfile, AgeProfileInput } from '../../domain/age-profile.ts';
import { Refusal } from '../../errors.ts';
import { loadAgeProfiles, peopleOf, putAgeProfile } from '../../store/age-profiles.ts';
import { type PlainMonth, firstDay, lastDay, monthIndex } from '../../time.ts';
import { nextVersion } from '../expected.ts';
import { aliveOn } from '../load-tree.ts';
import type { UnitRegister } from '../unit-register.ts';

const YOUNGEST_MONTHS = 15 * 12;
const OLDEST_MONTHS = 90 * 12;

/**
 * Cohorts of a unit's present staff at the end of a month. The month has begun, the unit lives in it, no cell stands
 * twice, everybody is 15 to 90 years old.
 */
export const ageProfileRegister: UnitRegister<PlainMonth, AgeProfileInput, AgeProfile | undefined, AgeProfile> = {
  resource: 'age-profile',
  verb: 'put-age-profile',
  dateOf: lastDay,
  load: (ctx, month, units) => loadAgeProfiles(ctx.store, month, units),
  judge: (ctx, tree, { unit, period: month, input, expected }, current) => {
    if (firstDay(month) > ctx.today) throw new Refusal('month-in-future', { month, today: ctx.today }, 'month');
    if (!tree.on(unit, firstDay(month))) aliveOn(tree, unit, lastDay(month), 'unit');
    const version = nextVersion(current, expected, { record: 'age-profile', unit, month });
    requireCells(input, month);
    const record = { unit, month, cells: input.cells, version };
    const write = putAgeProfile(ctx.store, record);
    return {
      record,
      change: {
        stream: unit,
        record: `age-profile/${month}`,
        version,
        before: current ? peopleOf(current) : null,
        after: peopleOf(record),
        write,
      },
    };
  },
};

function requireCells({ cells }: AgeProfileInput, month: PlainMonth): void {
  const seen = new Set<string>();
  for (const [index, { category, sex, birthMonth }] of cells.entries()) {
    const cell = `${category}|${sex}|${birthMonth}`;
    if (seen.has(cell)) throw new Refusal('duplicate-cell', { category, sex, birthMonth }, `cells.${index}`);
    seen.add(cell);
    const age = monthIndex(month) - monthIndex(birthMonth);
    if (age < YOUNGEST_MONTHS || age > OLDEST_MONTHS)
      throw new Refusal('birth-out-of-range', { birthMonth, month }, `cells.${index}.birthMonth`);
  }
}
