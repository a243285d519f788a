import * as z from 'zod';
import { type Kept, type LogEntry, logEntrySchema } from '../../audit.ts';
import { type StaffRecord, staffRecordSchema } from '../../domain/staff.ts';
import { type Attendance, attendanceSchema } from '../../domain/training/attendance.ts';
import { unitCodeSchema } from '../../domain/unit.ts';
import { orNull } from '../../domain/vocabulary.ts';
import { namesIn, parseKeptEntry, parseLogEntry } from '../../store/log.ts';
import type { KeptStaff } from '../../store/staff.ts';
import type { Item } from '../../store/store.ts';
import { loadAttendancesOfStaff } from '../../store/training.ts';
import { plainDateSchema, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { listStream } from '../training/course-change.ts';

/** Everything that is held under one id. */
export const heldSchema = z
  .strictObject({
    record: staffRecordSchema,
    filedUnder: z.array(unitCodeSchema).meta({ description: 'Units that keep a copy of the record' }),
    attendances: z.array(attendanceSchema),
    log: z
      .array(logEntrySchema)
      .meta({ description: 'Entries of the log about the person, with the changes of this person only; oldest first' }),
    counted: z.string().meta({ description: 'What else contains the person without naming: counts' }),
    keptUntil: orNull(plainDateSchema).meta({ description: 'Day until which archive law keeps the record; null while in service' }),
    answersUntil: plainDateSchema.meta({ description: 'Day by which answers saved for repeated requests are gone, counted from today' }),
  })
  .meta({ id: 'HeldOfPerson', description: 'All that is held under one pseudonymous id' });
export type Held = z.infer<typeof heldSchema>;

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
