import * as z from 'zod';
import { COURSE_CLASSES, type CourseClass, courseClassSchema } from '../../law/training.ts';
import { type PlainDate, plainDateSchema, yearSchema } from '../../time.ts';
import type { UnitLevel } from '../vocabulary.ts';

const rowFields = {
  total: z.int().meta({ description: 'Distinct persons who completed a course' }),
  province: z.strictObject({ total: z.int(), leaders: z.int() }),
  district: z.int().meta({ description: 'Until the districts ended on 30 June 2025' }),
  commune: z.int(),
  completions: z.int().meta({ description: 'Completed courses: whoever completed two stands here twice' }),
  classes: z.int().meta({ description: 'Courses that began in the year' }),
};

export const form10Schema = z
  .strictObject({
    year: yearSchema,
    measuredOn: plainDateSchema,
    rows: z.array(z.strictObject({ programme: courseClassSchema, ...rowFields })),
    total: z
      .strictObject(rowFields)
      .meta({ description: 'Distinct over all programmes: less than the sum of the rows when somebody took several' }),
    positionUnknown: z.int().meta({ description: 'Persons of the province level without a listed position: not counted as leaders' }),
  })
  .meta({ id: 'Form10', description: 'Training of a year in the shape of form 10-BTCTW' });
export type Form10 = z.infer<typeof form10Schema>;

/** A completed course: by whom, when, and as what the person served on that day. */
export type Completion = {
  staff: string;
  completedOn: PlainDate;
  programme: CourseClass;
  level: UnitLevel;
  /** Null when the position held is not in the catalogue. */
  leads: boolean | null;
};

/** Form 10: each person once a row, at the level and in the position of the last completion in it. */
export function form10(
  { year, measuredOn }: Pick<Form10, 'year' | 'measuredOn'>,
  completions: readonly Completion[],
  classes: readonly CourseClass[],
): Form10 {
  const rows = COURSE_CLASSES.map((programme) => ({
    programme,
    ...rowOf(
      completions.filter((each) => each.programme === programme),
      classes.filter((each) => each === programme).length,
    ),
  }));
  const positionUnknown = lastOfEach(completions).filter(({ level, leads }) => level === 'province' && leads === null).length;
  return { year, measuredOn, rows, total: rowOf(completions, classes.length), positionUnknown };
}

function rowOf(completions: readonly Completion[], classes: number) {
  const people = lastOfEach(completions);
  const at = (level: UnitLevel) => people.filter((each) => each.level === level);
  const province = at('province');
  return {
    total: people.length,
    province: { total: province.length, leaders: province.filter(({ leads }) => leads === true).length },
    district: at('district').length,
    commune: at('commune').length,
    completions: completions.length,
    classes,
  };
}

/** Of each person the last completion; of several on one day the last recorded. */
function lastOfEach(completions: readonly Completion[]): Completion[] {
  const last = new Map<string, Completion>();
  for (const completion of completions) {
    const other = last.get(completion.staff);
    if (other === undefined || other.completedOn <= completion.completedOn) last.set(completion.staff, completion);
  }
  return [...last.values()];
}
