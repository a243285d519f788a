import { type Fault, Refusal } from '../../errors.ts';
import type { ForecastModel } from '../monte-carlo/input.ts';
import { schedule } from '../projection/schedule.ts';
import type { ProvinceState } from '../projection/state.ts';

/** Every unit that the plans and drivers of a model name, with its path; what a plan creates is named by the plan itself. */
function unitsNamed({ reorganisations, conversions, drivers }: ForecastModel): { field: string; unit: string }[] {
  const created = new Set(reorganisations.flatMap(({ creates }) => creates.map(({ code }) => code)));
  const optional = (name: 'recruitment' | 'addedPosts') =>
    drivers[name].flatMap(({ unit }, n) => (unit === undefined ? [] : [{ field: `drivers.${name}.${n}.unit`, unit }]));
  return [
    ...reorganisations.flatMap((plan, n) =>
      (['sources', 'targets'] as const).flatMap((side) =>
        plan[side].map((unit, m) => ({ field: `reorganisations.${n}.${side}.${m}`, unit })),
      ),
    ),
    ...conversions.map(({ unit }, n) => ({ field: `conversions.${n}.unit`, unit })),
    ...optional('recruitment'),
    ...optional('addedPosts'),
  ].filter(({ unit }) => !created.has(unit));
}

const codesOf = ({ units }: ProvinceState): Set<string> => new Set(units.flatMap(({ key, code }) => [key, code]));

/**
 * Names every fault of a model that contradicts itself or the province it starts from: hazards, drivers, plans that overlap,
 * units that do not live on the day or lie outside the scope, conversions of what cannot be self-financing, a horizon before
 * the start.
 * @param province the whole province on the day of the start
 * @param state what of it is in scope
 */
export function judgeModel(province: ProvinceState, state: ProvinceState, model: ForecastModel, faults: Fault[]): void {
  const [everywhere, inScope] = [codesOf(province), codesOf(state)];
  const outside = unitsNamed(model).filter(({ unit }) => everywhere.has(unit) && !inScope.has(unit));
  faults.push(...outside.map(({ field, unit }) => ({ field, code: 'unit-outside-scope' as const, data: { unit } })));
  const said = new Set(outside.map(({ field }) => field));
  try {
    schedule(state, model);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const found = error.faults.length > 0 ? error.faults : [{ field: error.field ?? '', code: error.code, data: error.data }];
    // To the narrowed province a unit outside it is unknown.
    faults.push(...found.filter(({ field, code }) => code !== 'unknown-unit' || !said.has(field)));
  }
}
