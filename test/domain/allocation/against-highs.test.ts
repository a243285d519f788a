import fc from 'fast-check';
import loadHighs from 'highs';
import { expect, it } from 'vitest';
import { allocate } from '../../../shared/domain/allocation/allocate.ts';
import { boundsOf } from './step-by-step.ts';

/** Divided by every weight below, so that all costs are whole numbers and the solver's optimum is exact. */
const COMMON = 60;
const unit = fc
  .record({
    weight: fc.constantFrom(1, 2, 3, 4, 5, 6, 10, 12),
    floor: fc.nat({ max: 3 }),
    room: fc.nat({ max: 9 }),
    credit: fc.constantFrom(0, 0, 1, 4),
    attrition: fc.nat({ max: 9 }),
  })
  .map(({ room, ...row }) => ({ ...row, cap: row.floor + room }));
type Unit = { weight: number; attrition: number };

const beyond = (u: Unit, share: number) => (Math.max(0, share - u.attrition) * COMMON) / u.weight;
const even = (u: Unit, share: number) => ((2 * share - 1) * COMMON) / u.weight;

it('the solver HiGHS finds no less disruptive allocation, nor a more even one among the least disruptive', async () => {
  // Its types take the ES module for a CommonJS one.
  const highs = await (loadHighs as unknown as typeof loadHighs.default)();
  const instances = fc.sample(fc.tuple(fc.array(unit, { minLength: 2, maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    numRuns: 200,
    seed: 20301231,
  });
  for (const [rows, part] of instances) {
    const units = rows.map((row, index) => ({ id: `u${index}`, ...row }));
    const bounds = units.map(boundsOf);
    const least = bounds.reduce((sum, each) => sum + each.least, 0);
    const most = bounds.reduce((sum, each) => sum + each.most, 0);
    const total = least + Math.round(part * (most - least));

    // One variable per post that a unit can be given, 0 or 1; those up to the floor are given.
    const posts = units.flatMap((u, i) =>
      Array.from({ length: bounds[i]!.most }, (_, k) => ({
        name: `x${i}_${k}`,
        given: k < bounds[i]!.least,
        beyond: beyond(u, u.credit + k + 1),
        even: even(u, u.credit + k + 1),
      })),
    );
    if (posts.length === 0) continue;
    const weighted = (key: 'beyond' | 'even') => posts.map((post) => `${post[key]} ${post.name}`).join(' + ');
    const solve = (objective: string, ...rules: string[]) =>
      highs.solve(
        `Minimize\n obj: ${objective}\nSubject To\n all: ${posts.map(({ name }) => name).join(' + ')} = ${total}\n` +
          `${rules.map((rule) => ` ${rule}\n`).join('')}Bounds\n${posts.map(({ name, given }) => ` ${given ? 1 : 0} <= ${name} <= 1\n`).join('')}` +
          `General\n ${posts.map(({ name }) => name).join(' ')}\nEnd`,
      );
    const optimum = solve(weighted('beyond'));
    expect(optimum.Status).toBe('Optimal');
    const second = solve(weighted('even'), `first: ${weighted('beyond')} <= ${Math.round(optimum.ObjectiveValue)}`);

    const given = allocate({ total, method: 'least-disruption', units });
    const cost = (of: typeof beyond) =>
      units.reduce(
        (sum, u, i) => sum + Array.from({ length: given[i]!.posts }, (_, k) => of(u, u.credit + k + 1)).reduce((a, b) => a + b, 0),
        0,
      );
    expect([cost(beyond), cost(even)]).toEqual([Math.round(optimum.ObjectiveValue), Math.round(second.ObjectiveValue)]);
  }
});
