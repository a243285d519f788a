import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import type { Basis, Bilingual, Source } from './source.ts';

/** What the values of a rule are measured in. */
export const RULE_UNITS = [
  'age',
  'fraction',
  'bands',
  'routes',
  'items',
  'period',
  'rounding',
  'text',
  'target',
  'duty',
  'calendar',
  'regime',
  'terms',
  'caps',
  'norm',
  'contract-ceiling',
  'competence-groups',
  'periods',
  'training-classes',
  'absences',
  'years',
] as const;
export type RuleUnit = (typeof RULE_UNITS)[number];

/**
 * A legal value from `from` (inclusive) until `until` (exclusive), or until the next value of the rule begins.
 * `lastChecked` is null for a recalled source: nobody has compared it yet.
 */
export type DatedValue<V> = {
  readonly from: PlainDate;
  readonly until?: PlainDate;
  readonly value: V;
  readonly source: Source;
  readonly lastChecked: PlainDate | null;
};

/** A rule as data: a new law is a new dated value, never a condition in code. Values are in the order of `from`. */
export type Rule<V> = {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: RuleUnit;
  readonly description: Bilingual;
  readonly values: readonly DatedValue<V>[];
};

/** A value with the day on which it really ends (exclusive; null = open). */
export type Period<V> = { readonly dated: DatedValue<V>; readonly from: PlainDate; readonly until: PlainDate | null };

/** The enacted values of a rule with their real ends: their own, or the beginning of the next one. Proposals are left out. */
export function periodsOf<V>(rule: Rule<V>): Period<V>[] {
  const enacted = rule.values.filter((dated) => dated.source.status === 'enacted');
  return enacted.map((dated, index) => {
    const next = enacted[index + 1]?.from ?? null;
    const own = dated.until ?? null;
    return { dated, from: dated.from, until: own !== null && (next === null || own < next) ? own : next };
  });
}

/** Whether a date lies in [from, until). */
const holds = (period: Period<unknown>, date: PlainDate): boolean => period.from <= date && (period.until === null || date < period.until);

/** The value of a rule that is in force on a date, or undefined: for asking, where {@link inForce} is for applying. */
export function valueOn<V>(rule: Rule<V>, date: PlainDate): DatedValue<V> | undefined {
  return periodsOf(rule).find((period) => holds(period, date))?.dated;
}

/**
 * The value of a rule that is in force on a date.
 * @throws Refusal `no-law-in-force` when none is: a missing law is an error, never a default.
 */
export function inForce<V>(rule: Rule<V>, date: PlainDate): DatedValue<V> {
  const dated = valueOn(rule, date);
  if (dated === undefined) throw new Refusal('no-law-in-force', { rule: rule.id, title: rule.title, date });
  return dated;
}

/** The citation of a dated value; `value` is the value as it was applied, exact and readable. */
export const basisOf = (rule: Pick<Rule<unknown>, 'id'>, dated: Pick<DatedValue<unknown>, 'from' | 'source'>, value: string): Basis => ({
  rule: rule.id,
  value,
  effectiveFrom: dated.from,
  act: dated.source.act,
  article: dated.source.article,
  sourceStatus: dated.source.sourceStatus,
});
