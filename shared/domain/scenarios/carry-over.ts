import * as z from 'zod';
import type { Fault } from '../../errors.ts';
import type { Target } from '../../law/target-schema.ts';
import { impersonalText } from '../impersonal-text.ts';
import { requirementOf } from '../requirement.ts';

export const carryOverSchema = z
  .strictObject({
    target: z.string().min(1).max(60),
    posts: z.int().min(0).max(1_000_000).meta({ description: 'Missing from the cut of 2016–2021; added to what the target requires' }),
    note: impersonalText(500).optional(),
  })
  .meta({
    id: 'CarryOver',
    description: 'What of the cut of 2016–2021 was missed and is added to 2022–2026 (conclusion 40-KL/TW)',
    example: { target: 'payroll-2026', posts: 12 },
  });
export type CarryOver = z.infer<typeof carryOverSchema>;

type Based = Pick<Target, 'id' | 'amount' | 'rounding' | 'carryOver'> & { readonly base: number | null };

/**
 * Posts carried over by target. One stated twice, for a target that does not exist or whose law adds nothing, or beyond what
 * its base holds, is a fault.
 * @param targets the law's targets with their bases, for the scope where there is one
 */
export function carriedOver(stated: readonly CarryOver[], targets: readonly Based[], faults: Fault[]): Map<string, number> {
  const allowed = targets.flatMap(({ id, carryOver }) => (carryOver ? [id] : []));
  const posts = new Map<string, number>();
  stated.forEach((row, n) => {
    const field = `carryOver.${n}`;
    const target = targets.find(({ id }) => id === row.target);
    if (!target) faults.push({ field: `${field}.target`, code: 'unknown-target', data: { target: row.target } });
    else if (!target.carryOver)
      faults.push({ field: `${field}.target`, code: 'nothing-carried-over', data: { target: target.id, allowed: allowed.join(', ') } });
    else if (posts.has(target.id)) faults.push({ field: `${field}.target`, code: 'duplicate-row', data: { key: target.id } });
    else {
      const { base, ownCut } = requirementOf(target);
      if (target.base !== null && row.posts + ownCut.exactly > base)
        faults.push({
          field: `${field}.posts`,
          code: 'carry-over-above-base',
          data: { target: target.id, posts: row.posts, ownCut: ownCut.exactly, base },
        });
      posts.set(target.id, row.posts);
    }
  });
  return posts;
}
