import { type Fault, Refusal } from '../../errors.ts';
import { projectionOf } from '../monte-carlo/forecast.ts';
import type { ForecastModel } from '../monte-carlo/input.ts';
import { checkHazards } from '../projection/hazards.ts';
import { schedule } from '../projection/schedule.ts';
import type { ProvinceState } from '../projection/state.ts';

/**
 * Refuses a model that contradicts itself or the province it starts from, with every fault named: hazards, drivers, plans
 * that overlap, units that do not live on the day, conversions of what cannot be self-financing, a horizon before the start.
 */
export function judgeModel(state: ProvinceState, model: ForecastModel): void {
  const faults: Fault[] = [];
  checkHazards(model.hazards, faults);
  try {
    schedule(state, projectionOf(model));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    faults.push(...(error.faults.length > 0 ? error.faults : [{ field: error.field ?? '', code: error.code, data: error.data }]));
  }
  const placed = faults.map((fault) => ({ ...fault, field: `model.${fault.field}` }));
  const [first] = placed;
  if (first) throw new Refusal(first.code, first.data ?? {}, first.field, placed);
}
