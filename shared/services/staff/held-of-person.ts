import type { Kept, LogEntry } from '../../audit.ts';
import type { Attendance } from '../../domain/training/attendance.ts';
import type { StaffRecord } from '../../domain/staff.ts';
import { namesIn, parseKeptEntry, parseLogEntry } from '../../store/log.ts';
import type { KeptStaff } from '../../store/staff.ts';
import type { Item } from '../../store/store.ts';
import { loadAttendancesOfStaff } from '../../store/training.ts';
import { yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { listStream } from '../training/course-change.ts';

/** The names under which the log speaks of a person. */
export const recordsOf = (id: string): ReadonlySet<string> => new Set([`staff/${id}`, `attendance/${id}`]);

/** What is kept of a person besides the record: attendances, and the log's entries that say something of them. */
export type OfPerson = { readonly attendances: readonly Attendance[]; readonly entries: readonly Kept[] };

/** Everything that names a person: found by the record's own list of entries, and by the lists of the courses attended. */
export async function loadOfPerson(ctx: Context, { person, log }: KeptStaff): Promise<OfPerson> {
  const attendances: Attendance[] = [];
  for (let year = yearOf(firstDay(person)); year <= yearOf(ctx.today) + 1; year++)
    attendances.push(...(await loadAttendancesOfStaff(ctx.store, year, [person.id])));
  const own = await ctx.store.getMany(log.flat().map(([stream, sequence]) => ctx.store.keys.logEntry(stream, sequence)));
  const lists: Item[] = [];
  for (const stream of new Set(attendances.map(({ course }) => listStream(course, person.id))))
    lists.push(...(await ctx.store.all(ctx.store.keys.log(stream))));
  const names = recordsOf(person.id);
  const found: Item[] = [...own.filter((item) => item !== undefined), ...lists];
  const entries = found.map(parseKeptEntry).filter((entry) => namesIn(entry, names).length > 0);
  return { attendances, entries };
}

const firstDay = ({ periods }: StaffRecord): string => periods[0]?.from ?? '2021-01-01';

/** The entries as they are shown, with what they say of this person and of nobody else. */
export function shownOf(id: string, entries: readonly Kept[]): LogEntry[] {
  const names = recordsOf(id);
  return entries
    .map((entry) => parseLogEntry(entry))
    .map((entry) => ({ ...entry, changes: entry.changes.filter(({ record }) => names.has(record)) }))
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.sequence - other.sequence));
}
