import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../shared/domain/allocation/allocate.ts';
import {
  ALLOCATION_METHODS,
  type AllocationInput,
  type AllocationMethod,
  type AllocationUnit,
} from '../../../shared/domain/allocation/input.ts';
import { refusal } from '../../law/refusal.ts';
import { allocation } from './arbitrary.ts';
import { boundsOf, costOf, everyWay, quotas, sooner, stepByStep } from './step-by-step.ts';

type Row = Omit<AllocationUnit, 'id'>;
const ask = (method: AllocationMethod, total: number, ...rows: Row[]): AllocationInput => ({
  method,
  total,
  units: rows.map((row, index) => ({ id: 'ABCDEFGH'[index] as string, ...row })),
});
const postsOf = (input: AllocationInput) => allocate(input).map(({ posts }) => posts);
const give = (method: AllocationMethod, total: number, ...rows: Row[]) => postsOf(ask(method, total, ...rows));
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

describe('largest remainder', () => {
  it('gives whole parts first, then one each to the largest remainders', () => {
    expect(
      give('largest-remainder', 10, { weight: 47 }, { weight: 16 }, { weight: 15.8 }, { weight: 12 }, { weight: 6.1 }, { weight: 3.1 }),
    ).toEqual([5, 2, 1, 1, 1, 0]);
  });

  it('keeps quotas between floor and cap, so that the others share the rest by weight', () => {
    expect(give('largest-remainder', 100, { weight: 60, cap: 30 }, { weight: 30 }, { weight: 10, floor: 25 })).toEqual([30, 45, 25]);
  });

  it('shows the Alabama paradox, which Sainte-Laguë has not', () => {
    const states = [{ weight: 6 }, { weight: 6 }, { weight: 2 }];
    expect([give('largest-remainder', 10, ...states), give('largest-remainder', 11, ...states)]).toEqual([
      [4, 4, 2],
      [5, 5, 1],
    ]);
    expect([give('sainte-lague', 10, ...states), give('sainte-lague', 11, ...states)]).toEqual([
      [5, 4, 1],
      [5, 5, 1],
    ]);
  });

  it('is, of all ways in whole posts, one that lies nearest to the exact quotas, the earlier units served first', () => {
    fc.assert(
      fc.property(allocation(4, 3), (input) => {
        const exact = quotas(input);
        const away = (posts: readonly number[]) => posts.map((each, index) => exact[index]!.sub(each).pow(2)!).reduce((a, b) => a.add(b));
        const ways = [...everyWay(input.total, input.units.map(boundsOf))].map((posts) => ({ posts, away: away(posts) }));
        ways.sort((one, other) => one.away.compare(other.away) || (one.posts < other.posts ? 1 : -1));
        const nearest = ways.filter((way) => way.away.equals(ways[0]!.away)).map(({ posts }) => posts);
        nearest.sort(
          (one, other) => other[one.findIndex((each, index) => each !== other[index])]! - one.find((each, index) => each !== other[index])!,
        );
        expect(postsOf({ ...input, method: 'largest-remainder' })).toEqual(nearest[0]);
      }),
      { numRuns: 200 },
    );
  });

  it('never lies a whole post or more from the quota', () => {
    fc.assert(
      fc.property(allocation(25, 40), (input) => {
        const exact = quotas(input);
        const posts = postsOf({ ...input, method: 'largest-remainder' });
        expect(posts.every((each, index) => exact[index]!.sub(each).abs().lt(1))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('Sainte-Laguë', () => {
  it('divides by 1, 3, 5: seats of 53, 24 and 23 thousand votes', () => {
    expect(give('sainte-lague', 7, { weight: 53 }, { weight: 24 }, { weight: 23 })).toEqual([3, 2, 2]);
  });

  it('starts at the floors and skips the capped', () => {
    expect(give('sainte-lague', 10, { weight: 10, cap: 2 }, { weight: 10 }, { weight: 1, floor: 4 })).toEqual([2, 4, 4]);
  });

  it('serves equal claims in the order of the request, also where a double would see a difference', () => {
    expect(give('sainte-lague', 2, { weight: 1 }, { weight: 1 }, { weight: 1 })).toEqual([1, 1, 0]);
    // 1/0.1 and 3/0.3 are equal as decimals; as doubles 3/0.3 is larger.
    expect(give('sainte-lague', 2, { weight: 0.3 }, { weight: 0.1 })).toEqual([2, 0]);
    expect(give('sainte-lague', 2, { weight: 0.1 }, { weight: 0.3 })).toEqual([1, 1]);
  });
});

describe('least disruption', () => {
  it('cuts first where people leave anyway, then where a post weighs least', () => {
    const units = [{ weight: 100, attrition: 2 }, { weight: 50, attrition: 7 }, { weight: 10 }];
    expect(give('least-disruption', 9, ...units)).toEqual([2, 7, 0]);
    expect(give('least-disruption', 12, ...units)).toEqual([4, 8, 0]);
  });

  it('among posts that fall free goes by weight, as Sainte-Laguë does', () => {
    expect(give('least-disruption', 4, { weight: 3, attrition: 10 }, { weight: 1, attrition: 10 })).toEqual([3, 1]);
  });

  it('counts a part of a leaver as a part of the cost', () => {
    // The third post costs 0.5 / 10 in A and 0.4 / 10 in B.
    expect(give('least-disruption', 5, { weight: 10, attrition: 2.5 }, { weight: 10, attrition: 2.6 })).toEqual([2, 3]);
    // The next post costs 0.8 / 10 in both, though 8.2 × 10⁶ falls short of a whole number in doubles; then the smaller share goes first.
    expect(give('least-disruption', 27, { weight: 10, attrition: 18.2 }, { weight: 10, attrition: 8.2 })).toEqual([18, 9]);
  });
});

describe('credit for cuts already made', () => {
  it('comes off the share, and what it frees is given out again', () => {
    // Shares 60 and 60: 20 of A are made already.
    for (const method of ALLOCATION_METHODS) {
      expect(give(method, 100, { weight: 1, credit: 20 }, { weight: 1 })).toEqual([40, 60]);
      expect(give(method, 99, { weight: 1, credit: 20 }, { weight: 1 })).toEqual([40, 59]);
      expect(give(method, 99, { weight: 1 }, { weight: 1, credit: 20 })).toEqual([60, 39]);
    }
  });

  it('beyond the share leaves nothing to give, and takes nothing from the total', () => {
    for (const method of ALLOCATION_METHODS)
      expect(give(method, 10, { weight: 1, credit: 1_000_000_000 }, { weight: 1 }, { weight: 1 })).toEqual([0, 5, 5]);
  });

  it('counts towards floor and cap, which bound the posts before credit', () => {
    for (const method of ALLOCATION_METHODS) {
      expect(give(method, 10, { weight: 1, floor: 8, credit: 3 }, { weight: 9, cap: 8 })).toEqual([5, 5]);
      expect(give(method, 10, { weight: 9, cap: 8, credit: 6 }, { weight: 1 })).toEqual([2, 8]);
      expect(give(method, 10, { weight: 9, cap: 8, credit: 8 }, { weight: 1 })).toEqual([0, 10]);
    }
  });

  it('never raises the posts of its unit, nor lowers those of another', () => {
    fc.assert(
      fc.property(allocation(8, 10), fc.nat(7), fc.integer({ min: 1, max: 9 }), (input, place, more) => {
        const index = place % input.units.length;
        const units = input.units.map((unit, each) => (each === index ? { ...unit, credit: (unit.credit ?? 0) + more } : unit));
        const method = input.method === 'largest-remainder' ? 'sainte-lague' : input.method;
        const bounds = units.map(boundsOf);
        fc.pre(input.total >= sum(bounds.map(({ least }) => least)) && input.total <= sum(bounds.map(({ most }) => most)));
        const before = postsOf({ ...input, method });
        const after = postsOf({ ...input, method, units });
        expect(after.every((posts, each) => (each === index ? posts <= before[each]! : posts >= before[each]!))).toBe(true);
      }),
    );
  });
});

describe('every method', () => {
  it('gives out the whole total within the bounds, in the order of the request', () => {
    fc.assert(
      fc.property(allocation(30, 50), (input) => {
        const given = allocate(input);
        expect(given.map(({ id }) => id)).toEqual(input.units.map(({ id }) => id));
        expect(sum(given.map(({ posts }) => posts))).toBe(input.total);
        for (const [index, unit] of input.units.entries()) {
          const { least, most } = boundsOf(unit);
          const { posts } = given[index]!;
          expect(Number.isInteger(posts) && least <= posts && posts <= most).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives what the definition gives when it is followed post by post', () => {
    fc.assert(
      fc.property(allocation(6, 12), (input) => {
        const method = input.method === 'largest-remainder' ? 'sainte-lague' : input.method;
        expect(postsOf({ ...input, method })).toEqual(stepByStep({ ...input, method }));
      }),
      { numRuns: 300 },
    );
  });

  it('other than largest remainder gives one post more to one unit when the total rises by one', () => {
    fc.assert(
      fc.property(allocation(20, 30, 1_000_000), (input) => {
        const method = input.method === 'largest-remainder' ? 'sainte-lague' : input.method;
        fc.pre(input.total < sum(input.units.map((unit) => boundsOf(unit).most)));
        const before = postsOf({ ...input, method });
        const after = postsOf({ ...input, method, total: input.total + 1 });
        expect(after.filter((posts, index) => posts !== before[index])).toHaveLength(1);
        expect(after.every((posts, index) => posts >= before[index]!)).toBe(true);
      }),
    );
  });

  it('other than largest remainder has no post that would come sooner elsewhere, however large the total', () => {
    fc.assert(
      fc.property(allocation(60, 1000, 200_000_000), (input) => {
        const method = input.method === 'largest-remainder' ? 'sainte-lague' : input.method;
        const given = postsOf({ ...input, method }).map((posts, index) => ({ posts, index, ...boundsOf(input.units[index]!) }));
        const inOrder = (rows: typeof given, step: number) =>
          rows.map(({ posts, index }) => costOf(method, input.units[index]!, posts + step, index)).sort(sooner);
        const last = inOrder(
          given.filter(({ posts, least }) => posts > least),
          0,
        ).at(-1);
        const next = inOrder(
          given.filter(({ posts, most }) => posts < most),
          1,
        )[0];
        if (last && next) expect(sooner(last, next)).toBeLessThan(0);
      }),
    );
  });

  it('knows weights only by their ratio', () => {
    fc.assert(
      fc.property(allocation(8, 12), fc.constantFrom(10, 1000, 1e9), (input, factor) => {
        const units = input.units.map((unit) => ({ ...unit, weight: Number((unit.weight * factor).toFixed(3)) }));
        expect(postsOf({ ...input, units })).toEqual(postsOf(input));
      }),
    );
  });

  it('takes the largest numbers there are, in no more time', () => {
    const units = [{ weight: 1e12 }, { weight: 1e-9, floor: 3 }, { weight: 3e11, attrition: 123.456789 }, { weight: 1, credit: 1e9 }];
    for (const method of ALLOCATION_METHODS) expect(sum(give(method, 1_000_000_000, ...units))).toBe(1_000_000_000);
    expect(give('largest-remainder', 1_000_000_000, { weight: 1 / 3 }, { weight: 2 / 3 })).toEqual([333_333_333, 666_666_667]);
  });

  it('gives nothing to the exempt, whatever their floor, and to a weight of 0 its floor and no more', () => {
    for (const method of ALLOCATION_METHODS)
      expect(give(method, 9, { weight: 5, exempt: true, floor: 3 }, { weight: 0, floor: 2 }, { weight: 0 }, { weight: 1 })).toEqual([
        0, 2, 0, 7,
      ]);
  });

  it('gives out a total of 0, and nothing to nobody', () => {
    for (const method of ALLOCATION_METHODS) {
      expect(give(method, 0, { weight: 5, attrition: 4 }, { weight: 0 })).toEqual([0, 0]);
      expect(give(method, 0)).toEqual([]);
    }
  });

  it('names both numbers when the bounds contradict the total', () => {
    for (const method of ALLOCATION_METHODS) {
      const low = refusal(() => give(method, 10, { weight: 1, floor: 8 }, { weight: 1, floor: 5, credit: 2 }));
      expect(low).toMatchObject({ code: 'total-below-floors', field: 'total', data: { total: 10, least: 11 } });
      const high = refusal(() => give(method, 10, { weight: 1, cap: 8, credit: 2 }, { weight: 0, floor: 3 }, { weight: 7, exempt: true }));
      expect(high).toMatchObject({ code: 'total-above-caps', field: 'total', data: { total: 10, most: 9 } });
      expect(refusal(() => give(method, 1))).toMatchObject({ code: 'total-above-caps', data: { total: 1, most: 0 } });
    }
  });

  it('meets a total that equals the sum of the floors or of the caps', () => {
    for (const method of ALLOCATION_METHODS) {
      expect(give(method, 9, { weight: 1, floor: 4, cap: 6 }, { weight: 100, floor: 5, cap: 9 })).toEqual([4, 5]);
      expect(give(method, 15, { weight: 1, floor: 4, cap: 6 }, { weight: 100, floor: 5, cap: 9 })).toEqual([6, 9]);
    }
  });

  it('names every unit that comes twice or has a cap below its floor', () => {
    const units = [
      { id: 'A', weight: 1, floor: 3, cap: 2 },
      { id: 'B', weight: 1, floor: 2, cap: 2 },
      { id: 'A', weight: 1, floor: 1, cap: 0, exempt: true },
    ];
    const refused = refusal(() => allocate({ total: 1, method: 'sainte-lague', units }));
    expect(refused).toMatchObject({ code: 'cap-below-floor', field: 'units.0.cap', data: { unit: 'A', floor: 3, cap: 2 } });
    expect(refused.faults.map(({ field, code }) => [field, code])).toEqual([
      ['units.2.id', 'duplicate-unit'],
      ['units.2.cap', 'cap-below-floor'],
    ]);
    const many = Array.from({ length: 500 }, () => ({ id: 'A', weight: 1 }));
    expect(refusal(() => allocate({ total: 1, method: 'sainte-lague', units: many })).faults).toHaveLength(99);
  });
});
