import { type DatedValue, valueOn } from '../../law/engine.ts';
import { type GradeCap, gradeRatios } from '../../law/positions/grade-ratios.ts';
import { type PositionRegime, regimeOf } from '../../law/positions/regimes.ts';
import type { PlainDate } from '../../time.ts';

/** A cap on one grade of a position: how many may be of it, how many are, and what follows. */
export type GradeCapState = {
  grade: number;
  cap: GradeCap['cap'];
  allowed: number;
  held: number;
  /** More than may be: no change into the grade, no recruiting into it. */
  over: boolean;
  /** The cap comes to less than one post: said, and held against nobody. */
  belowOne: boolean;
};

const whenOf = (grades: readonly number[]): GradeCap['when'] | undefined => {
  if (grades.length === 2) return 'two-grades';
  if (grades.length < 2) return undefined;
  return grades[0] === 5 ? 'top-5' : grades[0] === 4 ? 'top-4' : undefined;
};

/** The law on caps for a framework of a regime on a date; undefined where there is none (hạng and ngạch have none). */
export function capsOn(regime: PositionRegime, date: PlainDate): DatedValue<readonly GradeCap[]> | undefined {
  return regimeOf(regime).terms.scale === 'bac' ? valueOn(gradeRatios, date) : undefined;
}

/**
 * The caps on a position's highest grades: floor(cap × posts), in BigInt. Source: Decree 232/2026, Điều 10.
 * @param permitted grades in bậc (5 the highest), in any order
 * @param posts posts assigned to the position, the denominator
 * @param held posts or people by grade
 */
export function gradeCaps(
  caps: readonly GradeCap[],
  permitted: readonly number[],
  posts: number,
  held: ReadonlyMap<number, number>,
): GradeCapState[] {
  const grades = [...new Set(permitted)].sort((a, b) => b - a);
  const when = whenOf(grades);
  return caps
    .filter((cap) => cap.when === when)
    .map(({ place, cap }) => {
      const grade = grades[place] as number;
      const allowed = Number((BigInt(posts) * BigInt(cap.numerator)) / BigInt(cap.denominator));
      const now = held.get(grade) ?? 0;
      return { grade, cap, allowed, held: now, over: now > allowed, belowOne: allowed === 0 };
    });
}
