import type { AutonomyItem, AutonomyPartInput, ItemAmount, SelfFinancingInput } from '../../../shared/domain/self-financing.ts';
import type { AutonomyBand, Category } from '../../../shared/domain/vocabulary.ts';
import { endOfYear } from '../../../shared/time.ts';
import { synthetic } from './decisions.ts';
import type { Fold } from './fold.ts';
import { type DemoUnit, isSelfFinancingIn } from './province.ts';
import { type Random, apportion } from './random.ts';
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
/** The parts of a district health centre, with their weight in its spending and posts; treatment alone earns its band. */
const HEALTH_PARTS = [
  ['treatment', 50],
  ['prevention', 20],
  ['commune-stations', 30],
] as const;
/** What a unit earns, by weight: services, business, lease, fees; the money that the budget pays for what it orders. */
const EARNED = { 'service-revenue': 70, business: 10, 'asset-lease': 5, 'retained-fees': 5, 'listed-services-ordered': 10 } as const;
const ORDERED = { 'service-revenue': 25, business: 5, 'asset-lease': 2, 'retained-fees': 3, 'listed-services-ordered': 65 } as const;
/** Of 1,000 of spending, what comes beside it from programmes and investment. */
const BESIDE = { 'target-programmes': 18, 'investment-funds': 40 } as const;

/** What the public service units that live at the end of a year earned and spent, and the group decided for them. */
export function selfFinancingOf(fold: Fold, year: number, random: Random): SelfFinancingRow[] {
  const posts = fold.postsOn(endOfYear(year));
  return fold
    .aliveOn(endOfYear(year))
    .filter(({ today }) => today.kind === 'public-service')
    .map((unit) => ({ unit: unit.key, ...assessment(unit, posts.get(unit.key) ?? new Map<Category, number>(), year, random) }));
}

function assessment(unit: DemoUnit, posts: ReadonlyMap<Category, number>, year: number, random: Random): SelfFinancingInput {
  const people = Math.max(
    3,
    [...posts.values()].reduce((sum, part) => sum + part, 0),
  );
  const band = bandIn(unit, year);
  const spending = Math.floor((people * random.between(...SPENDING_PER_POST) * (1000 + GROWTH * (year - 2021))) / 1000);
  const ordered = band === '2' && random.chance(120);
  const [least, most] = random.chance(DIFFERING) ? RATIO['3b'] : ordered ? RATIO['3a'] : RATIO[band];
  const perMille = random.between(least, most);
  const decidedFor = (group: AutonomyBand) => ({
    band: group,
    firstYear: decidedIn(unit, year),
    lastYear: year >= 2026 ? 2030 : 2025,
    decision: synthetic(`${decidedIn(unit, year) - 1400}/QĐ-UBND`, `${decidedIn(unit, year) - 1}-12-28`),
  });
  if (unit.role !== 'health-centre') {
    const depreciation = Math.floor(spending / 40) * 1000;
    const part = partOf({ activity: 'whole', group: band, spending, perMille, ordered });
    return {
      parts: [
        {
          ...part,
          ...(band === '1' ? { investment: (depreciation / 10) * 13, depreciation } : {}),
          ...(ordered ? { route: 'ordered-full-cost' as const } : {}),
          decided: decidedFor(band),
        },
      ],
    };
  }
  const weights = HEALTH_PARTS.map(([, weight]) => weight);
  const [costs, budget, revenue] = [spending, posts.get('employee-budget') ?? 0, posts.get('employee-revenue') ?? 0].map((total) =>
    apportion(total, weights),
  );
  return {
    parts: HEALTH_PARTS.map(([activity], index) => {
      const group: AutonomyBand = activity === 'treatment' ? band : '4';
      const earns = activity === 'treatment' ? perMille : perMille % RATIO['4'][1];
      return {
        ...partOf({ activity, group, spending: costs?.[index] ?? 0, perMille: earns, ordered: false }),
        posts: { budget: budget?.[index] ?? 0, revenue: revenue?.[index] ?? 0 },
        decided: decidedFor(group),
      };
    }),
  };
}

type Accounts = {
  activity: AutonomyPartInput['activity'];
  group: AutonomyBand;
  /** Thousands of dong. */
  spending: number;
  perMille: number;
  ordered: boolean;
};

/** A part's items: A is `perMille` of B to the thousand dong; what groups 3 and 4 do not earn, the budget pays. */
function partOf({ activity, group, spending, perMille, ordered }: Accounts): AutonomyPartInput {
  const counted = Math.floor((spending * perMille) / 1000);
  const mix = Object.entries(ordered ? ORDERED : EARNED) as [AutonomyItem, number][];
  const amounts = apportion(
    counted,
    mix.map(([, weight]) => weight),
  );
  const selfFinancing = group === '1' || group === '2';
  const items: ItemAmount[] = [
    ...mix.map(([item], index) => itemOf(item, amounts[index] ?? 0, group === '4')),
    ...(selfFinancing ? [] : [plain('recurrent-support', Math.max(0, spending - counted))]),
    ...Object.entries(BESIDE).map(([item, share]) => plain(item as AutonomyItem, Math.floor((spending * share) / 1000))),
    plain('recurrent-spending', spending),
  ];
  return { activity, items, basicService: group === '4' };
}

const plain = (item: AutonomyItem, thousands: number): ItemAmount => ({ item, amount: thousands * 1000 });

/** Income with what is taken off it, so that `counted` thousands are left; services and leases state their costs in group 4 only. */
function itemOf(item: AutonomyItem, counted: number, inGroup4: boolean): ItemAmount {
  const less = item === 'business' ? 2 : item === 'retained-fees' ? 1 : inGroup4 && item !== 'listed-services-ordered' ? 3 : 0;
  return less === 0 ? plain(item, counted) : { item, amount: counted * (1 + less) * 1000, deduction: counted * less * 1000 };
}

/** The group holds for the period 2021–2025, unless the unit became self-financing within it. */
const bandIn = (unit: DemoUnit, year: number): AutonomyBand =>
  unit.band === '1' ? '1' : isSelfFinancingIn(unit, year) ? '2' : (unit.band ?? '4');

function decidedIn(unit: DemoUnit, year: number): number {
  if (year >= 2026) return 2026;
  return unit.selfFinancingFrom !== null && unit.selfFinancingFrom <= year ? unit.selfFinancingFrom : 2021;
}
