import type { Progress } from '../../domain/progress.ts';
import { Refusal } from '../../errors.ts';
import type { Target } from '../../law/target-schema.ts';
import { targetsOn } from '../../law/targets.ts';
import type { PlainDate } from '../../time.ts';
import { isScoped, may, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { whileUnchanged } from '../unchanged.ts';
import { type Taken, takeTarget } from './measure-target.ts';
import { type Registers, readRegisters } from './registers.ts';

/** Where every target stands as of a date. */
export async function measureProgress(ctx: Context, asOf: PlainDate): Promise<Progress> {
  permit(ctx, 'read', 'progress');
  return measureTargets(ctx, targetsOn(asOf), asOf);
}

const OF_MONEY: readonly Target['kind'][] = ['self-financing-share', 'budget-cut', 'district-balance'];

/** Where the targets of financial autonomy and budgets stand as of a date: for those who see the province's autonomy. */
export async function measureMoney(ctx: Context, asOf: PlainDate): Promise<Progress> {
  permit(ctx, 'read', 'self-financing');
  // A target is the whole province's: whoever sees a part of it only reads the units.
  if (isScoped(ctx)) throw new Refusal('forbidden');
  return measureTargets(
    ctx,
    targetsOn(asOf).filter(({ kind }) => OF_MONEY.includes(kind)),
    asOf,
  );
}

/** Base, current, required, both verdicts, glide path and the causes of the change of some targets. */
async function measureTargets(ctx: Context, targets: readonly Target[], asOf: PlainDate): Promise<Progress> {
  const { registers, taken } = await takeStock(ctx, targets, asOf);
  return { asOf, treeVersion: registers.tree.version, targets: taken.map(({ progress }) => progress) };
}

/** Some targets as of a date, with the registers they were measured on. */
export async function takeStock(
  ctx: Context,
  targets: readonly Target[],
  asOf: PlainDate,
): Promise<{ registers: Registers; taken: Taken[]; date: PlainDate }> {
  // Nothing can be measured beyond today, whatever posts are already recorded for later.
  const date = asOf < ctx.today ? asOf : ctx.today;
  // The law in force follows from the day it is asked about; who asks decides what is shown of people.
  const question = ['stock', targets.map(({ id, effectiveFrom }) => [id, effectiveFrom]), date, may(ctx, 'read', 'staff')];
  return whileUnchanged(ctx, question, async () => {
    const registers = await readRegisters(ctx, targets, date);
    return { registers, date, taken: targets.map((target) => takeTarget(target, registers, date)) };
  });
}
