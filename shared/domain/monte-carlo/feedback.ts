import type { ProjectionInput } from '../projection/input.ts';
import type { TargetCount } from './count.ts';
import { isWhole, type MoveEvent } from './pool-events.ts';
import type { Pools } from './pools.ts';

/** Why the number of posts is no plain function of who leaves; null when it is, and its distribution is exact. */
export const FEEDBACKS = [
  'hiring',
  'part-given-up',
  'posts-surrendered',
  'unit-splits',
  'posts-leave-units',
  'overstaffed-unit-planned',
  'posts-outside-base-planned',
  'freed-posts-convert',
  'parameter-uncertainty',
] as const;
export type Feedback = (typeof FEEDBACKS)[number];

/** Whether hiring, a share of freed posts, or a plan stands between leavers and the posts that are counted. */
export function feedbackOf(
  { drivers: { replacement, recruitment, surrender } }: Pick<ProjectionInput, 'drivers'>,
  pools: Pools,
  counts: readonly TargetCount[],
): Feedback | null {
  if (recruitment.length > 0 || replacement.some(({ recruits, from }) => recruits > 0 || from !== undefined)) return 'hiring';
  if (surrender.unreplaced.numerator !== surrender.unreplaced.denominator) return 'part-given-up';
  const moves = pools.events.filter((event): event is MoveEvent => event.type === 'move');
  if (moves.some(({ surrendered }) => surrendered > 0)) return 'posts-surrendered';
  const parts = moves.flatMap(({ sources }) => sources).filter(({ pool }) => holdsAnything(pools, pool));
  if (parts.some(({ to }) => to.length > 1)) return 'unit-splits';
  if (parts.some((source) => !isWhole(source))) return 'posts-leave-units';
  const touched = [...parts.flatMap(({ pool, to }) => [pool, ...to]), ...added(pools)];
  const room = (pool: number) => (pools.posts[pool] as number) - (pools.present[pool] as number);
  if (touched.some((pool) => room(pool) < 0)) return 'overstaffed-unit-planned';
  if (touched.some((pool) => (pools.outsideBase[pool] as number) > room(pool))) return 'posts-outside-base-planned';
  const convert = ({ pool, to }: (typeof parts)[number]) => pools.categoryOf[pool] !== pools.categoryOf[to[0] as number];
  return parts.some((part) => convert(part) && counts.some((count) => count.includes(part.to[0] as number))) ? 'freed-posts-convert' : null;
}

const added = ({ events }: Pools): number[] => events.flatMap((event) => (event.type === 'add' && event.pool >= 0 ? [event.pool] : []));

/** At the start, or by a plan before. */
function holdsAnything(pools: Pools, pool: number): boolean {
  const receives = pools.events.some((event) => event.type === 'move' && event.sources.some(({ to }) => to.includes(pool)));
  return receives || added(pools).includes(pool) || (pools.posts[pool] as number) > 0 || (pools.present[pool] as number) > 0;
}
