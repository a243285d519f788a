import { type ProjectionInput, projectionInputSchema } from '../shared/domain/projection/input.ts';
import type { ProvinceState } from '../shared/domain/projection/state.ts';
import { targetsOn } from '../shared/law/targets.ts';
import { loadState } from '../shared/services/projections/load-state.ts';
import { DEMONSTRATION, PROJECTION } from './demonstration.ts';
import type { Place } from './place.ts';

/** The run that is measured and the province that it starts from, read through the service. */
export async function readStart(place: Place): Promise<{ state: ProvinceState; input: ProjectionInput }> {
  const input = projectionInputSchema.parse(PROJECTION);
  const { state } = await loadState(place.contextOf('home-affairs'), input.start, targetsOn(DEMONSTRATION.today));
  return { state, input };
}
