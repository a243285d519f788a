import * as z from 'zod';
import { ACTING_ROLES } from '../../actor.ts';
import { type StaffRecord, staffPeriodSchema, staffRecordSchema } from '../../domain/staff.ts';
import { orNull } from '../../domain/vocabulary.ts';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import { Scope, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { changeIn, entriesOf, keptStaff } from './person-log.ts';
import { staffViewOf } from './read-staff.ts';
import { shownState } from './shown-staff.ts';

const { sex, birth, version } = staffRecordSchema.shape;
const stateSchema = orNull(
  z.strictObject({ sex, birth, periods: z.array(staffPeriodSchema) }).meta({ id: 'StaffState', description: 'What was on record' }),
);

/** One change of a person's record: who, when, why, before and after. */
export const staffHistoryEntrySchema = z
  .strictObject({
    version,
    at: z.string(),
    day: plainDateSchema,
    actor: z.string(),
    role: z.enum(ACTING_ROLES),
    verb: z.string().meta({ example: 'transfer-staff' }),
    reason: orNull(z.string()),
    before: stateSchema,
    after: stateSchema,
    erased: z.boolean().meta({ description: 'What was recorded has been erased' }),
  })
  .meta({ id: 'StaffHistoryEntry', description: 'A change or correction of a person’s record' });
export type StaffHistoryEntry = z.infer<typeof staffHistoryEntrySchema>;

/** Every change and correction of a person's record, newest first, without what the actor may not see. */
export async function staffHistory(ctx: Context, id: string, page: PageAsk): Promise<Page<StaffHistoryEntry>> {
  permit(ctx, 'read', 'staff');
  permit(ctx, 'read', 'history');
  const tree = await loadTree(ctx);
  const kept = await keptStaff(ctx, id);
  staffViewOf(ctx, tree, kept.person, ctx.today);
  const scope = new Scope(ctx, tree);
  const entries = (await entriesOf(ctx, kept.log)).flatMap((entry): StaffHistoryEntry[] => {
    const { version, before, after, erased = false } = changeIn(entry, id);
    const shown = { before: stateOf(scope, before, ctx.today), after: stateOf(scope, after, ctx.today) };
    // A change elsewhere, before and after which there was nothing that the actor may see, or the same.
    if (!erased && JSON.stringify(shown.before) === JSON.stringify(shown.after)) return [];
    const { at, day, actor, role, verb, reason } = entry;
    return [{ version, at, day, actor, role, verb, reason, ...shown, erased }];
  });
  const keyOf = ({ version }: StaffHistoryEntry) => String(1_000_000 - version).padStart(7, '0');
  return pageOf(ctx, { ...page, list: 'staff-history', filters: { id } }, entries.reverse(), keyOf);
}

function stateOf(scope: Scope, state: unknown, today: PlainDate): StaffHistoryEntry['before'] {
  const shown = shownState(scope, state ?? null, today) as StaffRecord | null;
  return shown && { sex: shown.sex, birth: shown.birth, periods: shown.periods };
}
