import { DISTRICTS } from './data/districts.ts';
import { PEOPLES_COUNCIL, synthetic } from './decisions.ts';
import type { DistrictBudgetRow } from './steps.ts';

/** Districts that balanced their own budget from the beginning, and the one that came to it in 2024: codes. */
const BALANCING = new Set(['41', '42', '43', '44', '45']);
const SIXTH = { code: '46', from: 2024 } as const;
/** Spending of a commune-level unit's district in 2021, millions of dong, and its growth per 1,000 a year. */
const SPENDING_PER_COMMUNE = 62_000;
const GROWTH = 60;

/** The budget of each of the 13 districts in a year: made up, five and later six of them balance. */
export function districtBudgetsOf(year: number): DistrictBudgetRow[] {
  return DISTRICTS.map(({ code, wards, communes }, index) => {
    const balances = BALANCING.has(code) || (code === SIXTH.code && year >= SIXTH.from);
    const millions = Math.floor(((wards.length + communes.length) * SPENDING_PER_COMMUNE * (1000 + GROWTH * (year - 2021))) / 1000);
    const perMille = balances ? 1010 + 13 * index : 240 + 55 * (index % 7) + 12 * (year - 2021);
    return {
      unit: `H49.${code}`,
      revenue: Math.floor((millions * perMille) / 1000) * 1_000_000,
      spending: millions * 1_000_000,
      selfBalancing: balances,
      decision: synthetic(`${year - 1500}/NQ-HĐND`, `${year - 1}-12-10`, PEOPLES_COUNCIL),
    };
  });
}
