import type { PlainDate } from '../../time.ts';
import { staffRecordSchema } from '../staff.ts';

/** A change as the log tells of it. */
export type ToldChange = { readonly record: string; readonly before: unknown; readonly after: unknown; readonly erased?: true | undefined };

/** Registers of which history reads the records of past years and months alone. */
const DATED = /^(?:posts|headcount|age-profile|self-financing)\/(\d{4})\b/;
/** Records that history never reads. Whatever stands on neither list counts as read: units, reorganisations, kinds still to come. */
const NEVER_READ =
  /^(?:structure|norm-input|yearly-plan|district-budget|position-framework|position-catalogue|course|attendance|baseline|report|projection|reduction-plan|scenario|job|aggregates|digest)\//;

/** What a record says of a person up to a day; undefined when that cannot be told. */
function toldUntil(record: unknown, day: PlainDate): string | undefined {
  if (record === null) return '';
  const parsed = staffRecordSchema.safeParse(record);
  if (!parsed.success) return undefined;
  const { sex, birth, periods } = parsed.data;
  const begun = periods.filter(({ from }) => from <= day);
  return begun.length === 0 ? '' : JSON.stringify([sex, birth, begun]);
}

/**
 * Whether a change may alter what the registers tell of the years up to one: then what was worked out from them no longer
 * stands. In doubt it does.
 */
export function concernsYearsUpTo(year: number, { record, before, after, erased }: ToldChange): boolean {
  const dated = DATED.exec(record);
  if (dated) return Number(dated[1]) <= year;
  if (!record.startsWith('staff/')) return !NEVER_READ.test(record);
  if (erased) return true;
  const [then, now] = [toldUntil(before, `${year}-12-31`), toldUntil(after, `${year}-12-31`)];
  return then === undefined || then !== now;
}
