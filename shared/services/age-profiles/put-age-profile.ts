import type { AgeProfile, AgeProfileInput } from '../../domain/age-profile.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { loadAgeProfiles, putAgeProfile as putRecord } from '../../store/age-profiles.ts';
import { type PlainMonth, firstDay, lastDay, monthIndex } from '../../time.ts';
import { permit, requireWriteScope } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { aliveOn, loadTree, unitOf } from '../load-tree.ts';
import { type Change, transact } from '../transact.ts';

export type PutAgeProfile = { unit: string; month: PlainMonth; input: AgeProfileInput; reason: string | null; expected: Expected };

/** Records the cohorts of a unit's present staff at the end of a month. */
export async function putAgeProfile(ctx: Context, { unit: code, month, input, reason, expected }: PutAgeProfile): Promise<AgeProfile> {
  permit(ctx, 'write', 'age-profile');
  const unit = unitOf(await loadTree(ctx), code).key;
  await requireWriteScope(ctx, unit, lastDay(month));
  return transact(ctx, { verb: 'put-age-profile', reason, decision: null }, [unit], async () => {
    const tree = await loadTree(ctx);
    const [current] = await loadAgeProfiles(ctx.store, month, [unit]);
    const { record, change } = judgeAgeProfile(ctx, tree, { unit, month, input, expected }, current);
    return { result: record, changes: [change] };
  });
}

const YOUNGEST_MONTHS = 15 * 12;
const OLDEST_MONTHS = 90 * 12;

/** A profile, judged: the month has begun, the unit lives in it, no cell stands twice, everybody is 15 to 90 years old. */
export function judgeAgeProfile(
  ctx: Context,
  tree: Tree,
  { unit, month, input, expected }: Omit<PutAgeProfile, 'reason'>,
  current: AgeProfile | undefined,
): { record: AgeProfile; change: Change } {
  if (firstDay(month) > ctx.today) throw new Refusal('month-in-future', { month, today: ctx.today }, 'month');
  if (!tree.on(unit, firstDay(month))) aliveOn(tree, unit, lastDay(month), 'unit');
  const version = nextVersion(current, expected, `age profile ${unit} ${month}`, 'version');
  const seen = new Set<string>();
  for (const [index, { category, sex, birthMonth }] of input.cells.entries()) {
    const cell = `${category}|${sex}|${birthMonth}`;
    if (seen.has(cell)) throw new Refusal('duplicate-cell', { category, sex, birthMonth }, `cells.${index}`);
    seen.add(cell);
    const age = monthIndex(month) - monthIndex(birthMonth);
    if (age < YOUNGEST_MONTHS || age > OLDEST_MONTHS) throw new Refusal('birth-out-of-range', { birthMonth, month }, `cells.${index}.birthMonth`);
  }
  const record = { unit, month, cells: input.cells, version };
  return { record, change: { stream: unit, record: `age-profile/${month}`, version, before: current ?? null, after: record, write: putRecord(ctx.store, record) } };
}
