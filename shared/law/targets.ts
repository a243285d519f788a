import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import { type DatedValue, type Rule, basisOf, inForce, valueOn } from './engine.ts';
import type { Basis, Bilingual } from './source.ts';
import type { Target, TargetTerms } from './target-schema.ts';
import { budget2030 } from './targets/budget-2030.ts';
import { cadreDatabase2023 } from './targets/cadre-database-2023.ts';
import { districts2025 } from './targets/districts-2025.ts';
import { payroll2025 } from './targets/payroll-2025.ts';
import { payroll2030 } from './targets/payroll-2030.ts';
import { civilServants2026, payroll2026 } from './targets/period-2022-2026.ts';
import { positions2025 } from './targets/positions-2025.ts';
import { selfFinancing2025 } from './targets/self-financing-2025.ts';
import { dataTraining, digitalTraining } from './targets/training.ts';
import { units2025 } from './targets/units-2025.ts';

/** The eleven targets of resolution 124/NQ-HĐND. */
export const TARGET_RULES: readonly Rule<TargetTerms>[] = [
  units2025,
  payroll2025,
  payroll2026,
  civilServants2026,
  payroll2030,
  selfFinancing2025,
  budget2030,
  digitalTraining,
  dataTraining,
  positions2025,
  districts2025,
];

/** What the resolution wants done once by a date; reported beside the targets. */
export const MILESTONE_RULES: readonly Rule<TargetTerms>[] = [cadreDatabase2023];

const standing = (rule: Rule<TargetTerms>, dated: DatedValue<TargetTerms>): Target => ({
  id: rule.id,
  title: rule.title,
  ...dated.value,
  effectiveFrom: dated.from,
  source: dated.source,
});

const allOn = (rules: readonly Rule<TargetTerms>[], what: { rule: string; title: Bilingual }, date: PlainDate): Target[] => {
  const targets = rules.flatMap((rule) => {
    const dated = valueOn(rule, date);
    return dated === undefined ? [] : [standing(rule, dated)];
  });
  if (targets.length === 0) throw new Refusal('no-law-in-force', { ...what, date });
  return targets;
};

/**
 * The targets in force on a date. A target stays in force after its deadline, so that its verdict can be read.
 * @throws Refusal `no-law-in-force` when there is none (before 4 November 2022 and from 1 January 2031)
 */
export const targetsOn = (date: PlainDate): Target[] =>
  allOn(TARGET_RULES, { rule: 'targets', title: { vi: 'các chỉ tiêu', en: 'targets' } }, date);

/** The milestones in force on a date. @throws Refusal as {@link targetsOn} */
export const milestonesOn = (date: PlainDate): Target[] =>
  allOn(MILESTONE_RULES, { rule: 'milestones', title: { vi: 'các mốc', en: 'milestones' } }, date);

/**
 * One target or milestone as it stands on a date.
 * @throws Refusal `not-found` for an unknown id, `no-law-in-force` outside its validity
 */
export function targetOn(id: string, date: PlainDate): Target {
  const rule = [...TARGET_RULES, ...MILESTONE_RULES].find((each) => each.id === id);
  if (rule === undefined) throw new Refusal('not-found', { what: id });
  return standing(rule, inForce(rule, date));
}

/** The citation of a target's amount, for the answers that measure it. */
export const targetBasis = (target: Target): Basis =>
  basisOf(
    { id: target.id },
    { from: target.effectiveFrom, source: target.source },
    target.comparison === 'count-at-least'
      ? `${target.amount.numerator} of ${target.amount.denominator}`
      : `${target.amount.numerator}/${target.amount.denominator}`,
  );
