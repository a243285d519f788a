import * as z from 'zod';
import { type PlainDate, monthIndex, plainDateSchema } from '../time.ts';
import type { AgeCell } from './age-profile.ts';
import { FORM_ROWS, FORM_ROW_NAMES, type FormRow, formGapsSchema, formRowHead } from './headcount-form.ts';
import { quotientOf, ratio } from './ratio.ts';
import { type Grade, gradeSchema } from './staff.ts';
import { QUALIFICATIONS, type StructureRow } from './structure.ts';
import { type Category, orNull, ratioSchema } from './vocabulary.ts';

/** Age bands of form 8B-BTCTW, in whole years reached. */
export const AGE_BANDS = ['up-to-30', '31-35', '36-40', '41-45', '46-50', '51-55', '56-60', 'over-60'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];
/** The last year of age of each band but the last. */
const LAST_YEARS = [30, 35, 40, 45, 50, 55, 60] as const;

/** Months of age on a date; whoever is known by month counts as born on its first day (as Decree 135/2020/NĐ-CP, Điều 3). */
export const ageInMonths = (birthMonth: string, on: PlainDate): number => monthIndex(on) - monthIndex(birthMonth);

/** The band of an age in months: the month of the 31st birthday is the first one after `up-to-30`. */
export function ageBandOf(months: number): AgeBand {
  const years = Math.floor(months / 12);
  const index = LAST_YEARS.findIndex((last) => years <= last);
  return AGE_BANDS[index === -1 ? LAST_YEARS.length : index] as AgeBand;
}

const shareSchema = z.object({ people: z.int(), ratio: ratioSchema });

export const structureFormRowSchema = z
  .object({
    ...formRowHead,
    present: z.int().meta({ description: 'People of the age profiles' }),
    female: shareSchema,
    ages: z.array(z.object({ band: z.enum(AGE_BANDS), people: z.int() })),
    averageAge: orNull(z.object({ numerator: z.int(), denominator: z.int(), years: z.string() })).meta({
      description: 'Months of age of all over 12 × people, exact; years for display. Null when nobody is counted',
    }),
    entered: z
      .object({
        present: z.int(),
        ethnicMinority: shareSchema,
        partyMembers: shareSchema,
        qualifications: z.array(z.object({ qualification: z.enum(QUALIFICATIONS), people: z.int() })),
      })
      .meta({ description: 'From the counts that units enter; their people are the denominators' }),
    grades: z.array(z.object({ grade: orNull(gradeSchema), people: z.int() })).meta({
      description: 'Of the units that keep staff records; null: no grade on record',
    }),
  })
  .meta({ id: 'StructureFormRow' });
export type StructureFormRow = z.infer<typeof structureFormRowSchema>;

export const structureFormSchema = z
  .object({
    form: z.literal('8B-BTCTW'),
    asOf: plainDateSchema,
    under: orNull(z.string()),
    units: z.int(),
    rows: z.array(structureFormRowSchema),
    oldestProfile: orNull(z.string()).meta({ description: 'Month of the oldest age profile that is counted' }),
    missing: z.object({ profiles: formGapsSchema, counts: formGapsSchema, grades: formGapsSchema }),
  })
  .meta({ id: 'StructureForm', description: 'Form 8B-BTCTW: structure of the people present on a date' });
export type StructureForm = z.infer<typeof structureFormSchema>;

/** A person's category and grade, as staff records have them. */
export type Graded = { category: Category; grade: Grade | null };
export type StructureSources = { cells: readonly AgeCell[]; entered: readonly StructureRow[]; graded: readonly Graded[] };

/** The rows of form 8B-BTCTW as of a date. */
export const structureRows = (sources: StructureSources, asOf: PlainDate): StructureFormRow[] =>
  FORM_ROW_NAMES.map((row) => rowOf(row, sources, asOf));

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const share = (part: number, whole: number) => ({ people: part, ratio: ratio(part, whole) });

function rowOf(row: FormRow, { cells, entered, graded }: StructureSources, asOf: PlainDate): StructureFormRow {
  const own: readonly string[] = FORM_ROWS[row];
  const mine = <T extends { category: string }>(all: readonly T[]) => all.filter(({ category }) => own.includes(category));
  const [people, counts, held] = [mine(cells), mine(entered), mine(graded)];
  const present = total(people.map(({ count }) => count));
  const ages = new Map<AgeBand, number>(AGE_BANDS.map((band) => [band, 0]));
  for (const { birthMonth, count } of people) {
    const band = ageBandOf(ageInMonths(birthMonth, asOf));
    ages.set(band, (ages.get(band) ?? 0) + count);
  }
  const countedPresent = total(counts.map((one) => one.present));
  return {
    row,
    categories: [...FORM_ROWS[row]],
    present,
    female: share(total(people.map(({ sex, count }) => (sex === 'female' ? count : 0))), present),
    ages: [...ages].map(([band, count]) => ({ band, people: count })),
    averageAge: averageAge(people, present, asOf),
    entered: {
      present: countedPresent,
      ethnicMinority: share(total(counts.map((one) => one.ethnicMinority)), countedPresent),
      partyMembers: share(total(counts.map((one) => one.partyMembers)), countedPresent),
      qualifications: QUALIFICATIONS.map((qualification) => ({
        qualification,
        people: total(counts.map((one) => one.qualifications[qualification] ?? 0)),
      })),
    },
    grades: gradesOf(held),
  };
}

function averageAge(people: readonly AgeCell[], present: number, asOf: PlainDate): StructureFormRow['averageAge'] {
  if (present === 0) return null;
  const months = total(people.map(({ birthMonth, count }) => ageInMonths(birthMonth, asOf) * count));
  const denominator = 12 * present;
  return { numerator: months, denominator, years: quotientOf(BigInt(months), BigInt(denominator)) ?? '0' };
}

function gradesOf(held: readonly Graded[]): StructureFormRow['grades'] {
  const byGrade = new Map<string, { grade: Grade | null; people: number }>();
  for (const { grade } of held) {
    const key = grade === null ? '~' : `${grade.scale}${grade.value}`;
    const known = byGrade.get(key) ?? { grade, people: 0 };
    byGrade.set(key, { grade, people: known.people + 1 });
  }
  return [...byGrade].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
}
