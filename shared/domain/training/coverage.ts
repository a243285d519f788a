import * as z from 'zod';
import { type ABSENCES, type StaffRecord, mainOf } from '../staff.ts';
import { standingOf } from '../staff-placement.ts';
import type { Tree } from '../tree.ts';
import { ratio } from '../ratio.ts';
import { type Category, ratioSchema } from '../vocabulary.ts';
import type { TrainingClasses } from '../../law/training.ts';
import type { PlainDate } from '../../time.ts';
import { type Attendance, isCompletedWithin } from './attendance.ts';
import type { Course } from './course.ts';

/** In service on the date and not on long leave; on long leave; or gone again since the year began. */
export type Standing = 'in-service' | 'on-leave' | 'left';
/** A person as counted on a date: where, as what, and what training since the year began. */
export type TrainedPerson = {
  staff: string;
  unit: string;
  category: Category;
  standing: Standing;
  digital: boolean;
  data: boolean;
  periods: number;
};

type Span = { from: PlainDate; date: PlainDate };
type Counting = Span & { tree: Tree; categories: readonly Category[]; longLeave: readonly (typeof ABSENCES)[number][] };

/**
 * How a person counts on a date: credited to the unit where they count then (the heir of one that has ended; seconded
 * people at home), a leaver since `from` to the unit left. Undefined for whoever is not counted at all.
 */
export function countedOn(
  person: Pick<StaffRecord, 'id' | 'periods'>,
  { tree, from, date, categories, longLeave }: Counting,
): Pick<TrainedPerson, 'staff' | 'unit' | 'category' | 'standing'> | undefined {
  const index = person.periods.findLastIndex((period) => period.state === 'in-service' && period.from <= date);
  const period = person.periods[index];
  if (period?.state !== 'in-service' || !categories.includes(period.category)) return undefined;
  const next = person.periods[index + 1];
  const hasLeft = next !== undefined && next.from <= date;
  // Whoever left on 1 January or before was not there in the year.
  if (hasLeft && next.from <= from) return undefined;
  const main = mainOf(period).unit;
  const away = period.absence !== null && longLeave.includes(period.absence);
  return {
    staff: person.id,
    unit: standingOf(tree, main, date) ?? tree.find(main)?.key ?? main,
    category: period.category,
    standing: hasLeft ? 'left' : away ? 'on-leave' : 'in-service',
  };
}

/** What people completed from one day to another, by staff id: each target at most once, however often; periods exactly. */
export function trainingOf(
  attendances: Iterable<Attendance>,
  courses: ReadonlyMap<string, Course>,
  classes: TrainingClasses,
  { from, date }: Span,
): Map<string, Pick<TrainedPerson, 'digital' | 'data' | 'periods'>> {
  const trained = new Map<string, Pick<TrainedPerson, 'digital' | 'data' | 'periods'>>();
  for (const attendance of attendances) {
    if (!isCompletedWithin(attendance, from, date)) continue;
    const course = courses.get(attendance.course);
    if (course === undefined) throw new Error(`attendance of an unknown course ${attendance.course}`);
    if (course.cancelled) continue;
    const sum = trained.get(attendance.staff) ?? { digital: false, data: false, periods: 0 };
    trained.set(attendance.staff, {
      digital: sum.digital || classes.digital.includes(course.class),
      data: sum.data || classes.data.includes(course.class),
      periods: sum.periods + course.periods,
    });
  }
  return trained;
}

const apartSchema = z.strictObject({ persons: z.int(), digital: z.int(), data: z.int() });

export const coverageFiguresSchema = z
  .strictObject({
    persons: z.int().meta({ description: 'In service on the date, long leave apart: the denominator' }),
    digital: ratioSchema.meta({ description: 'Of them, trained in digital transformation or digital skills' }),
    data: ratioSchema.meta({ description: 'Of them, trained in data analysis' }),
    dataOfTrained: ratioSchema.meta({ description: 'Of those trained in digital skills, also trained in data analysis' }),
    digitalOrData: ratioSchema.meta({ description: 'Reading by which a data course is a digital-skills course, too' }),
    onLeave: apartSchema.meta({ description: 'On long leave on the date: not in the figures above' }),
    left: apartSchema.meta({ description: 'Gone since the year began: not in the figures above' }),
  })
  .meta({ id: 'CoverageFigures', description: 'Distinct persons trained, over persons in service' });
export type CoverageFigures = z.infer<typeof coverageFiguresSchema>;

/** The figures of some people: every numerator counts persons of its denominator. */
export function figuresOf(people: readonly TrainedPerson[]): CoverageFigures {
  const count = (some: readonly TrainedPerson[], holds: (person: TrainedPerson) => boolean) => some.filter(holds).length;
  const apart = (standing: Standing) => {
    const some = people.filter((person) => person.standing === standing);
    return { persons: some.length, digital: count(some, ({ digital }) => digital), data: count(some, ({ data }) => data) };
  };
  const there = people.filter(({ standing }) => standing === 'in-service');
  const digital = count(there, (person) => person.digital);
  const both = count(there, (person) => person.digital && person.data);
  const either = count(there, (person) => person.digital || person.data);
  const data = count(there, (person) => person.data);
  return {
    persons: there.length,
    digital: ratio(digital, there.length),
    data: ratio(data, there.length),
    dataOfTrained: ratio(both, digital),
    digitalOrData: ratio(either, there.length),
    onLeave: apart('on-leave'),
    left: apart('left'),
  };
}
