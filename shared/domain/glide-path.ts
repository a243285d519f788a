import * as z from 'zod';
import { yearSchema } from '../time.ts';

export const glidePointSchema = z
  .strictObject({ year: yearSchema, target: z.int() })
  .meta({ id: 'GlidePoint', description: 'Whole posts or units that the straight line to the target leaves at the end of a year' });
export type GlidePoint = z.infer<typeof glidePointSchema>;

/**
 * The straight line from the base to what the target leaves at its deadline: one point per year-end, the base year
 * (= base) and the deadline year (= required) included, in whole posts or units, each rounded half up.
 * @param required posts or units that may remain at the end of `deadlineYear`
 * @throws RangeError when the deadline is not after the base year
 */
export function glidePath(path: { baseYear: number; base: number; required: number; deadlineYear: number }): GlidePoint[] {
  const years = path.deadlineYear - path.baseYear;
  if (!(years > 0)) throw new RangeError(`a glide path from ${path.baseYear} to ${path.deadlineYear}`);
  const [base, change, span] = [BigInt(path.base), BigInt(path.required) - BigInt(path.base), BigInt(years)];
  return Array.from({ length: years + 1 }, (_, step) => {
    const doubled = 2n * (base * span + change * BigInt(step)) + span;
    return { year: path.baseYear + step, target: Number(doubled / (2n * span)) };
  });
}
