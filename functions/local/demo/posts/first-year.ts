import { type PostEntryInput, RESERVE } from '../../../../shared/domain/posts.ts';
import { CATEGORIES, type AutonomyBand, type Category } from '../../../../shared/domain/vocabulary.ts';
import { ORGANISATION_COMMISSION, PEOPLES_COUNCIL, synthetic } from '../decisions.ts';
import { type DemoUnit, isSelfFinancingIn } from '../province.ts';
import { type Random, apportion } from '../random.ts';
import { type Role, profileOf } from '../roles.ts';
import type { PostsRow } from '../steps.ts';
import { IN_2021, RESERVE_2021 } from './plan.ts';

/** Revenue-paid posts per 1,000 of the budget-paid ones, by group. */
const REVENUE_PAID: Partial<Record<AutonomyBand, number>> = { '3a': 300, '3b': 200, '3c': 80 };
/** Bodies for which the Central Organisation Commission's figures are recorded as well. */
const SECOND_ISSUER: ReadonlySet<Role> = new Set(['department', 'agency', 'party', 'front', 'district', 'district-party', 'health-centre']);
const SECOND_DIFFERS = [-1, 0, 0, 0, 1, 2] as const;

const COUNCIL = synthetic('0035/NQ-HĐND', '2020-12-09', PEOPLES_COUNCIL);
const COMMISSION = synthetic('0411-QĐ/BTCTW', '2020-12-21', ORGANISATION_COMMISSION);

type Row = Omit<PostsRow, 'version'>;

const assign = (category: Category, quantity: number, second = false): PostEntryInput => ({
  issuer: second ? 'central-organisation-commission' : 'provincial-council',
  category,
  quantity,
  reason: 'assign',
  effectiveFrom: '2021-01-01',
  decision: second ? COMMISSION : COUNCIL,
  outsideBase: false,
});

/** Posts that a unit would have by its kind and size, before the province's totals are met. */
function weightsOf(unit: DemoUnit, random: Random): Partial<Record<Category, number>> {
  const ranges = Object.entries(profileOf(unit.role).posts) as [Category, readonly [number, number]][];
  const drawn: Partial<Record<Category, number>> = Object.fromEntries(
    ranges.map(([category, [least, most]]) => [category, random.between(least, most)]),
  );
  if (unit.band === null) return drawn;
  const contract = drawn.contract ?? 0;
  if (isSelfFinancingIn(unit, 2021)) return { 'employee-revenue': unit.staff, contract };
  return { 'employee-budget': unit.staff, 'employee-revenue': Math.floor((unit.staff * (REVENUE_PAID[unit.band] ?? 0)) / 1000), contract };
}

/** The assignment of 2021: totals met exactly by largest remainder over the units' weights. */
export function postsOf2021(units: readonly DemoUnit[], random: Random): Row[] {
  const weights = units.map((unit) => weightsOf(unit, random));
  const posts = new Map(
    CATEGORIES.map((category) => {
      const ofCategory = weights.map((weight) => weight[category] ?? 0);
      return [category, category in IN_2021 ? apportion(IN_2021[category as keyof typeof IN_2021], ofCategory) : ofCategory];
    }),
  );
  const rows = units.map((unit, index): Row => {
    const entries = CATEGORIES.flatMap((category) => {
      const quantity = posts.get(category)?.[index] ?? 0;
      if (quantity === 0) return [];
      const council = assign(category, quantity);
      const counted = category === 'civil-servant' || (category === 'employee-budget' && unit.role === 'health-centre');
      return counted && SECOND_ISSUER.has(unit.role)
        ? [council, assign(category, quantity + random.pick(SECOND_DIFFERS), true)]
        : [council];
    });
    return { unit: unit.key, entries };
  });
  const reserve = (Object.entries(RESERVE_2021) as [Category, number][]).map(([category, quantity]) => assign(category, quantity));
  return [...rows.filter(({ entries }) => entries.length > 0), { unit: RESERVE, entries: reserve }];
}
