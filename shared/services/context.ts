import type { Actor } from '../actor.ts';
import type { Tree } from '../domain/tree.ts';
import type { Store } from '../store/store.ts';
import type { PlainDate } from '../time.ts';
import type { World } from '../world.ts';
import type { KnownStaff } from './staff/filed-staff.ts';
import type { KnownAnswers } from './unchanged.ts';

/** What every service verb gets: who asks, the tenant's store, the world, and today's date as read once for the request. */
export type Context = {
  readonly actor: Actor;
  readonly store: Store;
  readonly world: World;
  readonly today: PlainDate;
  readonly requestId: string;
  readonly idempotency: Idempotency | null;
  /** Trees already read, by tenant; one per process. */
  readonly trees: Map<string, Tree>;
  /** Staff records already read; one per process. */
  readonly staff: KnownStaff;
  /** Answers that stand while nothing is recorded; one per process. */
  readonly known: KnownAnswers;
};

/**
 * The caller's key and the hash of what was asked under it; of a bulk request, the chunk that is being carried out, and
 * how long others leave it to whoever is at work on it, where that is not the usual time.
 */
export type Idempotency = {
  readonly key: string;
  readonly bodyHash: string;
  readonly chunk?: number;
  readonly leaseMilliseconds?: number;
};
