import type { CutRounding } from '../law/rounding.ts';
import { ratio } from './ratio.ts';
import type { FractionValue, Ratio } from './vocabulary.ts';

export type RequiredCutInput = { base: number; cut: FractionValue; rounding: CutRounding; times?: number | undefined };
/** One cut: `exactlyRequired` is the least whole number that satisfies "at least" without any rounding. */
export type CutStep = { base: number; required: number; remaining: number; exactlyRequired: number };
export type RequiredCut = { steps: CutStep[]; required: number; remaining: number };

export type AttainmentInput = {
  base: number;
  current: number;
  cut: FractionValue;
  rounding: CutRounding;
  /** Whole posts to be cut besides, missing from an earlier period. */
  carriedOver?: number | undefined;
};
export type Attainment = { change: Ratio; metExactly: boolean; metRounded: boolean; shortExactly: number; shortRounded: number };

/** numerator / denominator of `base` in whole posts, in BigInt: products of two safe integers overflow a double. */
function share(base: number, cut: FractionValue, rounding: CutRounding): number {
  const product = BigInt(base) * BigInt(cut.numerator);
  const whole = BigInt(cut.denominator);
  if (rounding === 'floor') return Number(product / whole);
  if (rounding === 'ceiling') return Number((product + whole - 1n) / whole);
  return Number((2n * product + whole) / (2n * whole));
}

/**
 * The cut that a base must yield, in whole posts or units, once or several times: each further cut is taken on what the
 * one before left (resolution 124/NQ-HĐND, Điều 1 khoản 2 điểm b (2): "Tiếp tục giảm 10% … so với năm 2025").
 * `base` 0 … 2^53 − 1; `cut` from 0 to 1; `times` at least 1. A base of 0 requires 0.
 * @throws RangeError for numbers that are no integers or a denominator of 0: the caller has checked its input
 */
export function requiredCut({ base, cut, rounding, times = 1 }: RequiredCutInput): RequiredCut {
  const steps: CutStep[] = [];
  let remaining = base;
  for (let step = 0; step < times; step++) {
    const required = share(remaining, cut, rounding);
    steps.push({ base: remaining, required, remaining: remaining - required, exactlyRequired: share(remaining, cut, 'ceiling') });
    remaining -= required;
  }
  return { steps, required: base - remaining, remaining };
}

/**
 * How far a cut has come, in two verdicts: `metExactly` holds when (base − current) / base ≥ cut without rounding,
 * `metRounded` when base − current reaches the cut under the declared rounding. `short…` is what is still to be cut, never
 * below 0. `change` is the part of the base that was cut, negative when it grew.
 * With a base of 0 nothing is required: met while current is 0, short by current otherwise, and `change.percent` is null.
 * @throws RangeError as {@link requiredCut}
 */
export function attainment({ base, current, cut, rounding, carriedOver = 0 }: AttainmentInput): Attainment {
  const achieved = base - current - carriedOver;
  const shortExactly = Math.max(0, share(base, cut, 'ceiling') - achieved);
  const shortRounded = Math.max(0, share(base, cut, rounding) - achieved);
  return {
    change: ratio(base - current, base),
    metExactly: shortExactly === 0,
    metRounded: shortRounded === 0,
    shortExactly,
    shortRounded,
  };
}
