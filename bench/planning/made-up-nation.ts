import { projectionInputSchema } from '../../shared/domain/projection/input.ts';
import type { ProvinceState, UnitState } from '../../shared/domain/projection/state.ts';
import { monthOf } from '../../shared/time.ts';
import { PROJECTION } from '../demonstration.ts';

/** The request that is measured: whole posts, or in expectation with hazards and streamlining. */
export const WHOLE = projectionInputSchema.parse(PROJECTION);
export const EXPECTED = projectionInputSchema.parse({
  ...PROJECTION,
  drivers: {
    ...PROJECTION.drivers,
    streamlining: ['civil-servant', 'employee-budget'].map((category) => ({ category, from: '2026-01', until: '2030-12', annual: 0.03 })),
  },
  hazards: [
    { category: 'civil-servant', annual: 0.008 },
    { category: 'employee-budget', annual: 0.012 },
    { category: 'employee-revenue', annual: 0.02 },
  ],
});

/** The nation: 46,000 units with 2.2 million posts in 34 provinces. */
export const NATION = { provinces: 34, units: 46_000, posts: 48 } as const;

const BIRTHS = Array.from({ length: 480 }, (_, n) => monthOf(1963 * 12 + n));
const SEXES = ['male', 'female'] as const;

/** 48 posts and 46 people in two categories, no two of them born in one month: as many groups as people, which is the worst case. */
function madeUpUnit(n: number): UnitState {
  const code = `M${String(n).padStart(7, '0')}`;
  return {
    key: code,
    code,
    name: code,
    kind: n % 4 === 0 ? 'administrative' : 'public-service',
    level: 'commune',
    sector: 'education',
    band: null,
    posts: [
      { category: 'employee-budget', posts: NATION.posts - 6, outsideBase: 0 },
      { category: 'civil-servant', posts: 6, outsideBase: 0 },
    ],
    headcount: null,
    records: [{ record: `posts/2025/${code}`, version: 1 }],
    cells: Array.from({ length: NATION.posts - 2 }, (_, person) => ({
      category: person < NATION.posts - 8 ? 'employee-budget' : 'civil-servant',
      sex: SEXES[(n + person) % 2] as (typeof SEXES)[number],
      birthMonth: BIRTHS[(n * 31 + person * 17) % BIRTHS.length] as string,
      count: 1,
    })),
  };
}

/** So many made-up units on the day of the baseline. */
export const madeUpProvince = (units: number): ProvinceState => ({
  date: '2025-12-31',
  units: Array.from({ length: units }, (_, n) => madeUpUnit(n)),
  reserve: [],
  reserveRecords: [],
  notAlive: [],
});
