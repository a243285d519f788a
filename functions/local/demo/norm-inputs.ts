import type { NormInput } from '../../../shared/domain/norms/input.ts';
import { placeOn } from '../../../shared/domain/staff-placement.ts';
import { mainOf } from '../../../shared/domain/staff.ts';
import type { PlainDate } from '../../../shared/time.ts';
import type { Fold } from './fold.ts';
import type { DemoStaff } from './people/records.ts';
import type { Role } from './roles.ts';
import type { NormInputRow } from './steps.ts';

const NOW: PlainDate = '2026-10-31';

/** What a school counts, and its classes for every 100 teachers: a little more than the norm would give them teachers for. */
const CLASSES: Partial<Record<Role, readonly [measure: keyof NormInput['sites'][number]['counts'], perHundredTeachers: number]>> = {
  kindergarten: ['kindergarten-class', 48],
  primary: ['primary-two-session', 71],
  'lower-secondary': ['lower-secondary', 56],
  combined: ['lower-secondary', 56],
  'upper-secondary': ['upper-secondary', 46],
};
const PUPILS_PER_CLASS = 36;

/** Classes and pupils of the schools that live today, after the teachers they have. */
export function normInputsOf(staff: readonly DemoStaff[], fold: Fold): NormInputRow[] {
  const teachers = new Map<string, number>();
  for (const person of staff) {
    const placed = placeOn(fold.tree, person, NOW);
    if (!placed || placed.unit === null || !mainOf(placed.service).position?.startsWith('GV-')) continue;
    teachers.set(placed.unit, (teachers.get(placed.unit) ?? 0) + 1);
  }
  return fold.aliveOn(NOW).flatMap(({ key, role }): NormInputRow[] => {
    const [measure, perHundred] = CLASSES[role] ?? [];
    const present = teachers.get(key) ?? 0;
    if (measure === undefined || perHundred === undefined || present === 0) return [];
    const classes = Math.max(1, Math.floor((present * perHundred) / 100));
    const counts = { [measure]: classes };
    return [{ unit: key, sites: [{ site: null, pupils: classes * PUPILS_PER_CLASS, counts, staff: { assigned: present, present } }] }];
  });
}
