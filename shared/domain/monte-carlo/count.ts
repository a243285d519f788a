import type { ProjectionTarget } from '../projection/compare-with-targets.ts';
import { categoryAt } from '../projection/roster.ts';
import type { Label, Pools } from './pools.ts';

/** By label, and of the reserve by category. */
type CountedStocks = { readonly [Stock in 'inside' | 'sentOutside' | 'reserve' | 'reserveOutside']: Int32Array };

/**
 * Counts the posts of a target from the pools, as progress does: reserve in, posts outside the base and scope transfers out;
 * what plans send outside has left by a change of scope and counts on.
 */
export class TargetCount {
  readonly #pools: Pools;
  readonly #labels: readonly number[];
  readonly #categories: readonly number[];
  readonly #scopeTransfers: number;

  constructor(pools: Pools, { population, scopeTransfers }: Pick<ProjectionTarget, 'population' | 'scopeTransfers'>) {
    const { categories, unitKinds, levels } = population;
    const ofCategory = (category: number) => categories?.includes(categoryAt(category)) ?? true;
    const ofLabel = ({ category, kind, level }: Label) =>
      ofCategory(category) && (unitKinds?.includes(kind) ?? true) && (levels?.includes(level) ?? true);
    this.#pools = pools;
    this.#labels = pools.labels.flatMap((label, n) => (ofLabel(label) ? [n] : []));
    this.#categories = [...pools.reserve.keys()].filter(ofCategory);
    this.#scopeTransfers = scopeTransfers;
  }

  includes(pool: number): boolean {
    return this.#labels.includes(this.#pools.labelOf[pool] as number);
  }

  of({ inside, sentOutside, reserve, reserveOutside }: CountedStocks): number {
    let counted = -this.#scopeTransfers;
    for (const label of this.#labels) counted += (inside[label] as number) + (sentOutside[label] as number);
    for (const category of this.#categories) counted += (reserve[category] as number) - (reserveOutside[category] as number);
    return counted;
  }
}
