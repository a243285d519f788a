import Fraction from 'fraction.js';
import { basisOf, valueOn } from '../../law/engine.ts';
import { type NormInForce, normRounding } from '../../law/norms/norms.ts';
import type { Basis } from '../../law/source.ts';
import type { PlainDate } from '../../time.ts';
import type { FractionValue } from '../vocabulary.ts';
import type { Maximum, Minimum, NormLine } from './answer.ts';
import type { NormMeasure, NormSite } from './input.ts';

/** Assigned posts and people present; null where they are not on record. */
export type Staff = { assigned: number | null; present: number | null };
export type Norms = ReadonlyMap<NormMeasure, NormInForce>;

/** What a unit's input comes to under the norms of a date. */
export type ComputedNorm = {
  lines: NormLine[];
  withoutNorm: NormMeasure[];
  counted: 'stated' | 'all-budget-posts';
  staff: Staff;
  /** Exact, in people; null where no line has such a bound. */
  most: Fraction | null;
  least: Fraction | null;
  maximum: Maximum | null;
  minimum: Minimum | null;
};

/**
 * Norm, posts and people of a unit, in exact fractions (19/10 a class, never 1.9). A maximum is added up over the unit and
 * rounded down once; a minimum holds at each site and is rounded up there. A maximum is never read as a minimum: being
 * below it is room, being above a minimum is nothing.
 * @param sites the unit's input of the year
 * @param norms in force on the date, of the unit's sector
 * @param posts all budget-paid posts and people; compared with unless every site that counts anything states its own staff.
 *   They are at least as many as those that the norm counts: that shows what is within a maximum or below a minimum, never
 *   what is above
 */
export function computeNorm(sites: readonly NormSite[], norms: Norms, posts: Staff): ComputedNorm {
  const counting = sites.filter(({ counts }) => Object.values(counts).some((count) => (count ?? 0) > 0));
  const lines = counting.flatMap((site) => linesOf(site, norms));
  const stated = counting.length > 0 && counting.every(({ staff }) => staff !== undefined);
  const staff = stated ? statedStaff(counting) : posts;
  const most = total(lines, 'most');
  const least = total(lines, 'least');
  return {
    lines,
    withoutNorm: [...new Set(counting.flatMap(measuresOf))].filter((measure) => !norms.has(measure)).sort(),
    counted: stated ? 'stated' : 'all-budget-posts',
    staff,
    most,
    least,
    maximum: most && maximumOf(most, staff, stated),
    minimum: least && minimumOf(least, counting, lines, stated ? null : staff),
  };
}

const measuresOf = ({ counts }: NormSite): NormMeasure[] =>
  (Object.entries(counts) as [NormMeasure, number | undefined][]).flatMap(([measure, count]) => ((count ?? 0) > 0 ? [measure] : []));

function linesOf(site: NormSite, norms: Norms): NormLine[] {
  return measuresOf(site).flatMap((measure) => {
    const norm = norms.get(measure)?.dated.value;
    if (norm === undefined) return [];
    const count = site.counts[measure] as number;
    const times = (each: FractionValue | null) => each && valueOf(fractionOf(each).mul(count));
    const { kind, least, most } = norm;
    return [{ site: site.site, measure, count, kind, leastEach: least, mostEach: most, least: times(least), most: times(most) }];
  });
}

const fractionOf = ({ numerator, denominator }: FractionValue): Fraction => new Fraction(numerator, denominator);
/** In lowest terms. Norms and counts are small: parts are always safe integers. */
export const valueOf = ({ s, n, d }: Fraction): FractionValue => ({ numerator: Number(s * n), denominator: Number(d) });

function total(lines: readonly NormLine[], bound: 'least' | 'most'): Fraction | null {
  const parts = lines.flatMap((line) => line[bound] ?? []);
  return parts.length === 0 ? null : parts.reduce((sum, part) => sum.add(fractionOf(part)), new Fraction(0));
}

function statedStaff(sites: readonly NormSite[]): Staff {
  const sum = (field: 'assigned' | 'present') => sites.reduce((all, { staff }) => all + (staff?.[field] ?? 0), 0);
  return { assigned: sum('assigned'), present: sum('present') };
}

/** One answer for posts, one for people; null where there is no number to judge. */
const each = <T>({ assigned, present }: Staff, judge: (number: number) => T): { posts: T | null; people: T | null } => ({
  posts: assigned === null ? null : judge(assigned),
  people: present === null ? null : judge(present),
});

function maximumOf(exact: Fraction, staff: Staff, stated: boolean): Maximum {
  const whole = Number(exact.floor().n);
  return {
    exact: valueOf(exact),
    whole,
    short: each(staff, (number) => Math.max(0, whole - number)),
    over: each(staff, (number) => (stated || number <= whole ? Math.max(0, number - whole) : null)),
    verdict: each(staff, (number) => (number <= whole ? 'within-maximum' : stated ? 'over-maximum' : null)),
  };
}

function minimumOf(exact: Fraction, sites: readonly NormSite[], lines: readonly NormLine[], staff: Staff | null): Minimum {
  const needs = sites.map((site) => {
    const least = total(
      lines.filter((line) => line.site === site.site),
      'least',
    );
    return { need: least === null ? 0 : Number(least.ceil().n), staff: site.staff };
  });
  const whole = needs.reduce((sum, { need }) => sum + need, 0);
  const lacking = (field: 'assigned' | 'present') =>
    needs.reduce((sum, { need, staff: own }) => sum + Math.max(0, need - (own?.[field] ?? 0)), 0);
  const short = staff ? each(staff, (number) => Math.max(0, whole - number)) : { posts: lacking('assigned'), people: lacking('present') };
  const judged = (lacks: number | null) => {
    if (lacks === null) return null;
    return lacks > 0 ? 'below-minimum' : staff === null ? 'at-least-minimum' : null;
  };
  return { exact: valueOf(exact), whole, short, verdict: { posts: judged(short.posts), people: judged(short.people) } };
}

/** The articles from which a unit's norm follows. */
export function normBasis(lines: readonly NormLine[], norms: Norms, date: PlainDate): Basis[] {
  const applied = [...new Set(lines.map(({ measure }) => measure))].flatMap((measure) => norms.get(measure) ?? []);
  const said = applied.map(({ rule, dated }) => basisOf(rule, dated, textOf(dated.value)));
  const rounding = valueOn(normRounding, date);
  return applied.length > 0 && rounding ? [...said, basisOf(normRounding, rounding, rounding.value)] : said;
}

const textOf = ({ kind, measure, least, most }: NormInForce['dated']['value']): string => {
  const said = (value: FractionValue | null) => value && `${value.numerator}/${value.denominator}`;
  return `${kind} ${[said(least), said(most)].filter(Boolean).join(' to ')} per ${measure}`;
};
