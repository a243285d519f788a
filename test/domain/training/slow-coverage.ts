import type { StaffRecord } from '../../../shared/domain/staff.ts';
import type { Attendance } from '../../../shared/domain/training/attendance.ts';
import type { Course } from '../../../shared/domain/training/course.ts';
import { addDays } from '../../../shared/time.ts';

const COUNTED = ['cadre', 'civil-servant', 'employee-budget', 'employee-revenue'];
type Sums = Record<'persons' | 'digital' | 'data' | 'both' | 'onLeave' | 'left' | 'periods', number>;

/** Coverage the slow way: every person is walked day by day from 1 January, and every course asked on every day. */
export function slowCoverage(people: readonly StaffRecord[], attendances: readonly Attendance[], courses: readonly Course[], date: string) {
  const units = new Map<string, Sums>();
  for (const person of people) {
    let last: { unit: string; category: string; absence: string | null; on: string } | undefined;
    const trained = new Set<string>();
    let periods = 0;
    for (let day = `${date.slice(0, 4)}-01-01`; day <= date; day = addDays(day, 1)) {
      let state: StaffRecord['periods'][number] | undefined;
      for (const period of person.periods) if (period.from <= day) state = period;
      if (state?.state === 'in-service') {
        const unit = state.assignments.filter(({ kind }) => kind === 'main').map((main) => main.unit);
        last = { unit: unit[0] ?? '', category: state.category, absence: state.absence, on: day };
      }
      for (const course of courses) {
        if (course.cancelled !== null) continue;
        for (const attendance of attendances) {
          if (attendance.course !== course.id || attendance.staff !== person.id) continue;
          if (attendance.state !== 'completed' || attendance.completedOn !== day) continue;
          trained.add(course.class);
          periods += course.periods;
        }
      }
    }
    if (last === undefined || !COUNTED.includes(last.category)) continue;
    const sums = units.get(last.unit) ?? { persons: 0, digital: 0, data: 0, both: 0, onLeave: 0, left: 0, periods: 0 };
    units.set(last.unit, sums);
    if (last.on !== date) sums.left += 1;
    else if (['maternity', 'study', 'unpaid'].includes(last.absence ?? '')) sums.onLeave += 1;
    else {
      const digital = trained.has('digital-transformation') || trained.has('digital-skills');
      sums.persons += 1;
      sums.digital += digital ? 1 : 0;
      sums.data += trained.has('data-analysis') ? 1 : 0;
      sums.both += digital && trained.has('data-analysis') ? 1 : 0;
      sums.periods += periods;
    }
  }
  return units;
}
