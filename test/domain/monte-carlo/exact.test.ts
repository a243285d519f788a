import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { TargetCount } from '../../../shared/domain/monte-carlo/count.ts';
import { exactCounts } from '../../../shared/domain/monte-carlo/exact.ts';
import { feedbackOf } from '../../../shared/domain/monte-carlo/feedback.ts';
import { forecastModelSchema } from '../../../shared/domain/monte-carlo/input.ts';
import { poolsOf } from '../../../shared/domain/monte-carlo/pools.ts';
import { ratesOf } from '../../../shared/domain/monte-carlo/rates.ts';
import type { UnitState } from '../../../shared/domain/projection/state.ts';
import { province, unit } from '../projection/province.ts';
import { retires } from '../projection/retires.ts';

const category = 'employee-budget' as const;
const quarter = { numerator: 1, denominator: 4 };
type Asked = Partial<z.input<typeof forecastModelSchema>>;
const ask = (input: Asked) => forecastModelSchema.parse({ start: { baseline: 2025 }, horizon: 2028, ...input });
const target = { scopeTransfers: 0, population: { categories: [category], unitKinds: null, levels: null } };

const hazards = [
  { category, belowAge: 50, annual: 0.2 },
  { category, fromAge: 50, belowAge: 60, annual: 0.07 },
  { category, fromAge: 60, annual: 0.4 },
];
const drivers = {
  streamlining: [{ category, from: '2026-04', until: '2027-09', eligible: { least: 10, most: 30 }, annual: 0.5 }],
  lateRetirement: [
    { category, share: quarter, months: 5 },
    { category, share: { numerator: 1, denominator: 3 }, months: 16 },
  ],
  surrender: { unreplaced: { numerator: 1, denominator: 1 }, vacant: quarter },
  addedPosts: [
    { category, effectiveFrom: '2026-06-01', posts: 2, unit: 'H49.12', outsideBase: false },
    { category, effectiveFrom: '2027-06-01', posts: 3 },
  ],
};
/** Too many people, posts outside the base that leavers can come to, vacancies, an overdue man. */
const units: UnitState[] = [
  unit({ code: 'H49.10', posts: 3, men: { '1963-02': 1, '1965-09': 2, '1984-01': 1, '1968-03': 1 } }),
  unit({ code: 'H49.11', posts: 3, outsideBase: 2, men: { '1966-01': 1, '1979-05': 1, '1967-04': 1 } }),
  unit({ code: 'H49.12', posts: 6, men: { '1966-08': 2, '1991-11': 1 } }),
  unit({ code: 'H49.13', posts: 2, men: { '1967-11': 2 } }),
];
const merger = [{ effectiveFrom: '2027-04-01', sources: ['H49.12'], targets: ['H49.13'] }];

/** Chance that a man has left before a month, told month by month for each way in which he may stay on. */
function leftBefore(born: string, end: number, policy: boolean, late: boolean): number {
  const birth = Number(born.slice(0, 4)) * 12 + Number(born.slice(5)) - 1;
  const statutory = retires('male', birth);
  const start = 2026 * 12;
  const ways = late && statutory >= start ? [[1 / 4, 5] as const, [1 / 3, 16] as const, [5 / 12, 0] as const] : [[1, 0] as const];
  let left = 0;
  for (const [part, more] of ways) {
    let there = 1;
    for (let month = start; month < end; month++) {
      const age = Math.floor((month - birth) / 12);
      if (month >= statutory + more) there = 0;
      const ahead = statutory - month;
      if (policy && month >= start + 3 && month <= start + 20 && ahead >= 10 && ahead <= 30) there *= 0.5 ** (1 / 12);
      there *= (1 - (age < 50 ? 0.2 : age < 60 ? 0.07 : 0.4)) ** (1 / 12);
    }
    left += part * (1 - there);
  }
  return left;
}

/** Posts counted after a January by who has left: by unit, its people free posts once they are no more than the posts. */
function everyOutcome(january: number, policy: boolean, late: boolean, constant: number): Map<number, number> {
  const people = units.flatMap(({ code, cells }) =>
    (cells ?? []).flatMap(({ birthMonth, count }) =>
      Array.from({ length: count }, () => ({ code, leaves: leftBefore(birthMonth, january, policy, late) })),
    ),
  );
  const chances = new Map<number, number>();
  for (let outcome = 0; outcome < 2 ** people.length; outcome++) {
    let chance = 1;
    const gone = new Map<string, number>();
    people.forEach(({ code, leaves }, n) => {
      const left = ((outcome >> n) & 1) === 1;
      chance *= left ? leaves : 1 - leaves;
      if (left) gone.set(code, (gone.get(code) ?? 0) + 1);
    });
    if (chance === 0) continue;
    let counted = constant;
    for (const { code, posts, cells } of units) {
      const { posts: assigned, outsideBase } = posts[0] as (typeof posts)[number];
      const present = (cells ?? []).reduce((sum, { count }) => sum + count, 0);
      const freed = Math.max(0, (gone.get(code) ?? 0) - Math.max(0, present - assigned));
      counted += Math.max(0, assigned - outsideBase - freed);
    }
    chances.set(counted, (chances.get(counted) ?? 0) + chance);
  }
  return chances;
}

describe('the exact distribution of counted posts', () => {
  it.each([
    ['late retirement', { lateRetirement: drivers.lateRetirement }, []],
    ['leaving under a policy', { streamlining: drivers.streamlining }, []],
    ['everything that does not feed back', drivers, merger],
  ])('is that of every outcome, under %s', (_, some: Asked['drivers'], reorganisations) => {
    const model = ask({ hazards, drivers: some, reorganisations });
    const pools = poolsOf(province(units), model, retires);
    const count = new TargetCount(pools, target);
    expect(feedbackOf(model, pools, [count])).toBeNull();
    const made = exactCounts(pools, model, ratesOf(model.hazards, pools.ages), count);
    made.forEach(({ year, from, freed }) => {
      // Vacant: 3 in H49.12, 2 more from June 2026; of what was up to date a quarter has gone each January: none, 2, 2.
      const up = [3, 3 + 5, 3 + 5 + 3];
      const vacancies = model.drivers.surrender.vacant.numerator > 0 ? Math.floor((up[year - 2026] as number) / 4) : 0;
      const added = model.drivers.addedPosts.length > 0 ? 2 : 0;
      const wanted = everyOutcome(
        year * 12,
        model.drivers.streamlining.length > 0,
        model.drivers.lateRetirement.length > 0,
        added - vacancies,
      );
      for (const [counted, chance] of wanted)
        expect(freed.mass[from - counted - freed.from] ?? 0, `${counted} in ${year}`).toBeCloseTo(chance, 10);
      expect(freed.mass.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    });
  });

  it.each([
    ['hiring', { drivers: { recruitment: [{ category, month: '2026-02', people: 1 }] } }],
    ['hiring', { drivers: { replacement: [{ category, recruits: 1, leavers: 2 }] } }],
    ['part-given-up', { drivers: { surrender: { unreplaced: quarter } } }],
    ['posts-surrendered', { reorganisations: [{ ...merger[0], postsSurrendered: [{ category, posts: 1 }] }] }],
    [
      'unit-splits',
      {
        reorganisations: [
          {
            effectiveFrom: '2027-01-01',
            sources: ['H49.12'],
            targets: ['H49.12', 'H49.13'],
            shares: ['H49.12', 'H49.13'].map((to) => ({ source: 'H49.12', to, share: { numerator: 1, denominator: 2 } })),
          },
        ],
      },
    ],
    [
      'posts-leave-units',
      {
        reorganisations: [
          {
            effectiveFrom: '2027-01-01',
            sources: ['H49.12'],
            shares: [{ source: 'H49.12', to: 'outside', share: { numerator: 1, denominator: 1 } }],
          },
        ],
      },
    ],
    ['overstaffed-unit-planned', { reorganisations: [{ effectiveFrom: '2027-01-01', sources: ['H49.12'], targets: ['H49.10'] }] }],
    ['posts-outside-base-planned', { reorganisations: [{ effectiveFrom: '2027-01-01', sources: ['H49.11'], targets: ['H49.13'] }] }],
  ])('is not there where there is %s', (feedback, input: object) => {
    const model = ask(input);
    const pools = poolsOf(province(units), model, retires);
    expect(feedbackOf(model, pools, [new TargetCount(pools, target)])).toBe(feedback);
  });

  it('is there for a unit that becomes self-financing as long as its new category is not counted', () => {
    const model = ask({ hazards, conversions: [{ unit: 'H49.12', effectiveFrom: '2027-07-01', band: '2' }] });
    const pools = poolsOf(province(units), model, retires);
    const both = { ...target, population: { ...target.population, categories: null } };
    const answers = [target, both].map((one) => feedbackOf(model, pools, [new TargetCount(pools, one)]));
    expect(answers).toEqual([null, 'freed-posts-convert']);
  });
});
