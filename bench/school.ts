import { loadTree } from '../shared/services/load-tree.ts';
import { DEMONSTRATION } from './demonstration.ts';
import type { Place } from './place.ts';

/** A commune's school and the unit above it: what an HR officer of the lower levels works on. */
export async function school(place: Place): Promise<{ unit: string; under: string }> {
  const tree = await loadTree(place.contextOf('home-affairs'));
  const found = tree.aliveOn(DEMONSTRATION.asOf).find(({ facts }) => facts.kind === 'public-service' && facts.level === 'commune');
  if (!found?.facts.parent) throw new Error('the demonstration province has no school');
  return { unit: found.unit.key, under: found.facts.parent };
}
