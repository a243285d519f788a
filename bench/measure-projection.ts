import { project } from '../shared/domain/projection/project.ts';
import { postFreeMonthIndex } from '../shared/law/retirement.ts';
import { runProjection } from '../shared/services/projections/run-projection.ts';
import { child, dismiss } from './child.ts';
import type { Place } from './place.ts';
import { readStart } from './read-start.ts';
import { type Spread, cpuOf, interleaved, spreadOf } from './statistics.ts';

/** CPU milliseconds of the calculation in fresh processes and in a warm one, and of the whole verb from request to stored run. */
export type ProjectionFigures = { cold: Spread; warm: Spread; verb: Spread; units: number; groups: number; people: number };

/** Projects the demonstration province 2025 → 2030, cold, warm and as the whole verb in turn. */
export async function measureProjection(place: Place, rounds: number): Promise<ProjectionFigures> {
  const { endpoint, table, tenant } = place;
  const { state, input } = await readStart(place);
  let runs = 0;
  const contenders = {
    cold: async () => {
      const { process: fresh, message } = await child<number>('projection-process.ts', [endpoint, table, tenant]);
      await dismiss(fresh);
      return message;
    },
    warm: () => cpuOf(() => project(state, input, postFreeMonthIndex)),
    verb: () => {
      const key = `bench-run-${(runs += 1)}`;
      return cpuOf(() => runProjection(place.contextOf('home-affairs', { key, bodyHash: key }), { ...input, carryOver: [] }));
    },
  };
  await interleaved({ warm: contenders.warm, verb: contenders.verb }, 5);
  const measured = await interleaved(contenders, rounds);
  const cells = state.units.flatMap((unit) => unit.cells ?? []);
  return {
    cold: spreadOf(measured.cold),
    warm: spreadOf(measured.warm),
    verb: spreadOf(measured.verb),
    units: state.units.length,
    groups: cells.length,
    people: cells.reduce((sum, { count }) => sum + count, 0),
  };
}
