import { project } from '../../shared/domain/projection/project.ts';
import type { ProvinceState } from '../../shared/domain/projection/state.ts';
import { postFreeMonthIndex } from '../../shared/law/retirement.ts';
import { child, dismiss } from '../child.ts';
import { cpuOf } from '../statistics.ts';
import { EXPECTED, madeUpProvince, WHOLE } from './made-up-nation.ts';

export type NationFigures = { milliseconds: number[]; megabytes: number[] };
export type EngineFigures = {
  units: number;
  people: number;
  province: { whole: number[]; expected: number[] };
  nation: { provinces: NationFigures; whole: NationFigures; asOne: NationFigures };
  /** CPU of ten times the units over CPU of the units, round by round. */
  growth: { units: number; ratios: number[] };
};

const WARM = 10;
const GROWN = 460;

async function nation(rounds: number, ...args: string[]): Promise<NationFigures> {
  const figures: NationFigures = { milliseconds: [], megabytes: [] };
  for (let round = 0; round < rounds; round++) {
    const { process: fresh, message } = await child<{ milliseconds: number; megabytes: number }>('planning/engine-process.ts', args);
    await dismiss(fresh);
    figures.milliseconds.push(message.milliseconds);
    figures.megabytes.push(message.megabytes);
  }
  return figures;
}

/**
 * The deterministic projection from 2025 to 2030: the demonstration province warm, whole and in expectation in turn; the nation in
 * fresh processes; and how the cost grows with ten times the units.
 */
export async function measureEngine(state: ProvinceState, rounds: number): Promise<EngineFigures> {
  const run = (of: ProvinceState, input: typeof WHOLE) => cpuOf(() => project(of, input, postFreeMonthIndex));
  const province: EngineFigures['province'] = { whole: [], expected: [] };
  for (let round = 0; round < WARM + 5 * rounds; round++) {
    const [whole, expected] = [await run(state, WHOLE), await run(state, EXPECTED)];
    if (round < WARM) continue;
    province.whole.push(whole);
    province.expected.push(expected);
  }
  const [few, many] = [madeUpProvince(GROWN), madeUpProvince(10 * GROWN)];
  const ratios: number[] = [];
  for (let round = 0; round < rounds + 2; round++) {
    const one = await run(few, EXPECTED);
    const ten = await run(many, EXPECTED);
    if (round >= 2) ratios.push(ten / one);
  }
  const people = state.units.flatMap(({ cells }) => cells ?? []).reduce((sum, { count }) => sum + count, 0);
  return {
    units: state.units.length,
    people,
    province,
    nation: {
      provinces: await nation(rounds, 'provinces', 'expected'),
      whole: await nation(rounds, 'provinces', 'whole'),
      asOne: await nation(rounds, 'one', 'expected'),
    },
    growth: { units: GROWN, ratios },
  };
}
