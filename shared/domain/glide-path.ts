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
  return straightLine(path.base, path.required, years).map((target, step) => ({ year: path.baseYear + step, target }));
}

/** The whole numbers nearest to a straight line at its beginning and after each of so many equal steps, half up. */
export function straightLine(from: number, to: number, steps: number): number[] {
  const [base, change, span] = [BigInt(from), BigInt(to) - BigInt(from), BigInt(steps)];
  return Array.from({ length: steps + 1 }, (_, step) => Number((2n * (base * span + change * BigInt(step)) + span) / (2n * span)));
}
