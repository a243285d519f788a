import * as z from 'zod';
import type { CutRounding } from '../law/rounding.ts';
import { requiredCut } from './cut.ts';
import type { FractionValue } from './vocabulary.ts';

const twice = z.strictObject({ rounded: z.int(), exactly: z.int() });

export const requirementSchema = z
  .strictObject({
    base: z.int(),
    ownCut: twice.meta({ description: 'What the law asks of the base: under the declared rounding, and the least that is exactly enough' }),
    carryOver: z.int().min(0).meta({ description: 'Missing from 2016–2021 and added (conclusion 40-KL/TW), as stated' }),
    required: twice.meta({ description: 'ownCut + carryOver' }),
    mayRemain: twice.meta({ description: 'base − required' }),
  })
  .meta({ id: 'CutRequirement', description: 'What a cut asks for, part by part' });
export type CutRequirement = z.infer<typeof requirementSchema>;

/** A cut of which the earlier period's missing part may be one part. */
export type Cutting = {
  readonly base: number | null;
  readonly amount: FractionValue;
  readonly rounding: CutRounding;
  /** Whole posts missing from 2016–2021; 0 when nothing is said. */
  readonly carriedOver?: number | undefined;
};

/**
 * What a target asks for in whole posts or units: its own cut of the base, plus what an earlier period left undone
 * (conclusion 40-KL/TW). `mayRemain` may be negative when more is carried over than there is. A base of null counts as 0.
 */
export function requirementOf({ base: frozen, amount: cut, rounding, carriedOver: carryOver = 0 }: Cutting): CutRequirement {
  const base = frozen ?? 0;
  const { required, steps } = requiredCut({ base, cut, rounding });
  const ownCut = { rounded: required, exactly: steps[0]?.exactlyRequired ?? 0 };
  const all = { rounded: ownCut.rounded + carryOver, exactly: ownCut.exactly + carryOver };
  return { base, ownCut, carryOver, required: all, mayRemain: { rounded: base - all.rounded, exactly: base - all.exactly } };
}
