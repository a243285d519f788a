import * as z from 'zod';
import { type PathPoint, pathPointSchema, quarterPath } from '../../domain/early-warning.ts';
import { type TargetProgress, targetProgressSchema } from '../../domain/progress.ts';
import { targetOn } from '../../law/targets.ts';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { takeStock } from './measure-progress.ts';

export const targetPathSchema = z
  .strictObject({
    asOf: plainDateSchema,
    target: targetProgressSchema,
    points: z.array(pathPointSchema).meta({ description: 'Of cuts of posts and units; empty for other targets, which have no line' }),
  })
  .meta({ id: 'TargetPath', description: 'One target’s way by quarters, with its early warning' });

/** One target's way from its base to its deadline by quarters, and the early warning as of a date. */
export async function readPath(
  ctx: Context,
  id: string,
  asOf: PlainDate,
): Promise<{ asOf: PlainDate; target: TargetProgress; points: PathPoint[] }> {
  permit(ctx, 'read', 'progress');
  const { taken } = await takeStock(ctx, [targetOn(id, asOf)], asOf);
  const [one] = taken;
  if (one === undefined) throw new Error(`${id} was not measured`);
  const { progress: target, measured } = one;
  const points = measured.measuredOn !== null && measured.way && measured.counts ? quarterPath(measured.way, measured.counts) : [];
  return { asOf, target, points };
}
