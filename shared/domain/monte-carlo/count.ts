import type { ProjectionTarget } from '../projection/compare-with-targets.ts';
import { categoryAt } from '../projection/roster.ts';
import type { Label, Pools } from './pools.ts';
import type { PoolStocks } from './simulate.ts';

/** Counts the posts of a target from the pools, as progress does: reserve in, posts outside the base and scope transfers out. */
export class TargetCount {
  readonly #counts: Uint8Array;
  readonly #constant: number;

  constructor(pools: Pools, { population, scopeTransfers }: Pick<ProjectionTarget, 'population' | 'scopeTransfers'>) {
    const { categories, unitKinds, levels } = population;
    const ofCategory = (category: number) => categories?.includes(categoryAt(category)) ?? true;
    const ofLabel = ({ category, kind, level }: Label) =>
      ofCategory(category) && (unitKinds?.includes(kind) ?? true) && (levels?.includes(level) ?? true);
    this.#counts = Uint8Array.from(pools.labelOf, (label) => (ofLabel(pools.labels[label] as Label) ? 1 : 0));
    this.#constant = pools.reserve.reduce(
      (sum, posts, category) => sum + (ofCategory(category) ? posts - (pools.reserveOutside[category] as number) : 0),
      -scopeTransfers,
    );
  }

  includes(pool: number): boolean {
    return this.#counts[pool] === 1;
  }

  of({ posts, outsideBase }: PoolStocks): number {
    let counted = this.#constant;
    for (let pool = 0; pool < posts.length; pool++)
      if (this.#counts[pool] === 1) counted += (posts[pool] as number) - (outsideBase[pool] as number);
    return counted;
  }
}
