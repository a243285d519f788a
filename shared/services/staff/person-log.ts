import type { LogEntry, RecordChange } from '../../audit.ts';
import { type StaffRecord, staffRecordSchema } from '../../domain/staff.ts';
import { Refusal } from '../../errors.ts';
import { parseLogEntry } from '../../store/log.ts';
import { type KeptStaff, loadStaff } from '../../store/staff.ts';
import type { PlainDate } from '../../time.ts';
import type { Context } from '../context.ts';

export const staffNotFound = (id: string): Refusal => new Refusal('not-found', { what: id });

/** A person's record and where its changes stand in the log. */
export async function keptStaff(ctx: Context, id: string): Promise<KeptStaff> {
  const [kept] = await loadStaff(ctx.store, [id]);
  if (kept === undefined) throw staffNotFound(id);
  return kept;
}

/** The entries that hold each change of a person, by version; one of the streams is enough. */
export async function entriesOf(ctx: Context, log: KeptStaff['log']): Promise<LogEntry[]> {
  const keys = log.map((places) => ctx.store.keys.logEntry(...(places[0] as [string, number])));
  return (await ctx.store.getMany(keys)).map((item) => {
    if (item === undefined) throw new Error('a change of a person is not in the log');
    return parseLogEntry(item);
  });
}

/** What an entry says of one person; it may say something of others, too. */
export const changeIn = (entry: LogEntry, id: string): RecordChange => {
  const change = entry.changes.find(({ record }) => record === `staff/${id}`);
  if (change === undefined) throw new Error(`the log entry of a change of ${id} does not hold it`);
  return change;
};

/** The record as it stood at the end of a day. */
export async function knownOn(ctx: Context, id: string, { log }: KeptStaff, day: PlainDate): Promise<StaffRecord> {
  const entry = (await entriesOf(ctx, log)).findLast((one) => one.day <= day);
  const after = entry && changeIn(entry, id).after;
  if (after === undefined || after === null) throw staffNotFound(id);
  return staffRecordSchema.parse(after);
}
