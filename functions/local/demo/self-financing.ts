import type { SelfFinancingInput } from '../../../shared/domain/self-financing.ts';
import type { AutonomyBand } from '../../../shared/domain/vocabulary.ts';
import { endOfYear } from '../../../shared/time.ts';
import { synthetic } from './decisions.ts';
import type { Fold } from './fold.ts';
import { type DemoUnit, isSelfFinancingIn } from './province.ts';
import type { Random } from './random.ts';
import type { SelfFinancingRow } from './steps.ts';

/** Revenue per 1,000 of spending, from … to, by group; the bounds of Decree 60/2021 with some room. */
const RATIO: Readonly<Record<AutonomyBand, readonly [number, number]>> = {
  '1': [1020, 1250],
  '2': [1000, 1180],
  '3a': [720, 980],
  '3b': [310, 680],
  '3c': [105, 290],
  '4': [0, 90],
};
/** Recurrent spending of one post in 2021, dong, from … to, and its growth per 1,000 a year. */
const SPENDING_PER_POST = [142_000, 196_000] as const;
const GROWTH = 55;
/** Of 1,000 units, how many have a decided group that their figures of the year do not bear out. */
const DIFFERING = 20;

/** What the public service units that live at the end of a year earned and spent, and the group decided for them. */
export function selfFinancingOf(fold: Fold, year: number, random: Random): SelfFinancingRow[] {
  const posts = fold.postsOn(endOfYear(year));
  return fold
    .aliveOn(endOfYear(year))
    .filter(({ today }) => today.kind === 'public-service')
    .map((unit) => {
      const people = [...(posts.get(unit.key)?.values() ?? [])].reduce((sum, part) => sum + part, 0);
      return { unit: unit.key, ...assessment(unit, Math.max(people, 3), year, random) };
    });
}

function assessment(unit: DemoUnit, people: number, year: number, random: Random): SelfFinancingInput {
  const band = bandIn(unit, year);
  const thousands = Math.floor((people * random.between(...SPENDING_PER_POST) * (1000 + GROWTH * (year - 2021))) / 1000);
  const ordered = band === '2' && random.chance(120);
  const [least, most] = random.chance(DIFFERING) ? RATIO['3b'] : ordered ? RATIO['3a'] : RATIO[band];
  const revenue = Math.floor((thousands * random.between(least, most)) / 1000);
  const depreciation = Math.floor(thousands / 40);
  return {
    revenue: revenue * 1000,
    expenditure: thousands * 1000,
    ...(band === '1' ? { investment: depreciation * 1300, depreciation: depreciation * 1000 } : {}),
    ...(ordered ? { route: 'ordered-full-cost' as const } : {}),
    decided: { band, decision: synthetic(`${decidedIn(unit, year) - 1400}/QĐ-UBND`, `${decidedIn(unit, year) - 1}-12-28`) },
  };
}

/** The group holds for the period 2021–2025, unless the unit became self-financing within it. */
const bandIn = (unit: DemoUnit, year: number): AutonomyBand =>
  unit.band === '1' ? '1' : isSelfFinancingIn(unit, year) ? '2' : (unit.band ?? '4');

function decidedIn(unit: DemoUnit, year: number): number {
  if (year >= 2026) return 2026;
  return unit.selfFinancingFrom !== null && unit.selfFinancingFrom <= year ? unit.selfFinancingFrom : 2021;
}
