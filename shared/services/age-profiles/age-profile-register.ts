import type { AgeProfile, AgeProfileInput, KeptAgeProfile } from '../../domain/age-profile.ts';
import { isOfWorkingAge } from '../../domain/working-age.ts';
import { Refusal } from '../../errors.ts';
import { loadAgeProfiles, peopleOf, putAgeProfile } from '../../store/age-profiles.ts';
import { type PlainMonth, firstDay, lastDay } from '../../time.ts';
import { nextVersion } from '../expected.ts';
import { aliveOn, loadTree } from '../load-tree.ts';
import { type UnitStaff, loadUnitStaff } from '../staff/unit-staff.ts';
import type { UnitRegister } from '../unit-register.ts';

type Loaded = { current: KeptAgeProfile | undefined; staff: UnitStaff | undefined };

/**
 * Cohorts of a unit's present staff at the end of a month. The month has begun, the unit lives in it and keeps no staff
 * records by then (its profile would follow from them), no cell stands twice, everybody is 15 to 90 years old.
 */
export const ageProfileRegister: UnitRegister<PlainMonth, AgeProfileInput, Loaded, AgeProfile> = {
  resource: 'age-profile',
  verb: 'put-age-profile',
  dateOf: lastDay,
  load: async (ctx, month, units) => {
    const current = await loadAgeProfiles(ctx.store, month, units);
    const staff = await loadUnitStaff(ctx, await loadTree(ctx), lastDay(month), units);
    return units.map((_, index) => ({ current: current[index], staff: staff[index] }));
  },
  judge: (ctx, tree, { unit, period: month, input, expected }, { current, staff }) => {
    if (firstDay(month) > ctx.today) throw new Refusal('month-in-future', { month, today: ctx.today }, 'month');
    if (!tree.on(unit, firstDay(month))) aliveOn(tree, unit, lastDay(month), 'unit');
    if (staff?.since) throw new Refusal('profile-derived', { unit, month, since: staff.since });
    const version = nextVersion(current, expected, { record: 'age-profile', unit, month });
    requireCells(input, month);
    const record = { unit, month, cells: input.cells, version };
    const write = putAgeProfile(ctx.store, record);
    return {
      record: { ...record, source: 'reported' },
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
    if (!isOfWorkingAge(birthMonth, month)) throw new Refusal('birth-out-of-range', { birthMonth, month }, `cells.${index}.birthMonth`);
  }
}
