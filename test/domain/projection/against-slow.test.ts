import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProjectionInput } from '../../../shared/domain/projection/input.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import { projectionResultSchema } from '../../../shared/domain/projection/result.ts';
import type { ProvinceState } from '../../../shared/domain/projection/state.ts';
import { province, request, unit } from './province.ts';
import { randomDrivers, randomRun } from './random-province.ts';
import { retires } from './retires.ts';
import { type Figures, SlowProvince } from './slow-province.ts';

const nothing: Figures = { posts: 0, present: 0, outsideBase: 0, flows: {} };

/** Every unit, category, year, stock and flow of both. */
function agrees({ state, input }: { state: ProvinceState; input: ProjectionInput }): void {
  const result = project(state, input, retires);
  const { history, unplaced, scale } = new SlowProvince(state, input, retires).run();
  expect(result.scale).toBe(Number(scale));
  const told = new Set<string>();
  for (const row of result.rows) {
    const key = `${row.unit} ${row.category}`;
    told.add(key);
    result.dates.forEach((_, at) => {
      const flows = Object.fromEntries(
        Object.entries(row.flows).flatMap(([flow, years]) => (at > 0 && years[at - 1] ? [[flow, years[at - 1]]] : [])),
      );
      const figures = { posts: row.posts[at], present: row.present[at], outsideBase: row.outsideBase[at], flows };
      expect({ key, at, ...figures }).toEqual({ key, at, ...(history[at]?.get(key) ?? nothing) });
    });
  }
  history.forEach((picture) => {
    for (const [key, figures] of picture) if (!told.has(key)) expect({ key, ...figures }).toEqual({ key, ...nothing });
  });
  expect(result.notPlaced.map(({ category, month, unit, people }) => ({ category, month, unit, people }))).toEqual(unplaced);
}

describe('the engine against a person-by-person telling', () => {
  test('agrees with it in every unit, category, year, stock and flow', () => {
    fc.assert(fc.property(randomRun, agrees), { numRuns: 100 });
  });

  test('agrees with it under every driver, in whole people and to the millionth in expectation', () => {
    fc.assert(fc.property(randomDrivers, agrees), { numRuns: 150 });
  });

  test('answers in the shape that it declares', () => {
    fc.assert(
      fc.property(randomDrivers, ({ state, input }) => {
        const result = project(state, input, retires);
        expect(projectionResultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
      }),
      { numRuns: 30 },
    );
  });

  test('reads results that were stored before planned recruits were listed', () => {
    const result = project(province([unit({ code: 'H49.01', posts: 1 })]), request(), retires);
    const { notPlaced, ...before } = JSON.parse(JSON.stringify(result));
    expect(notPlaced).toEqual([]);
    expect(projectionResultSchema.parse(before)).toEqual(result);
  });
});
