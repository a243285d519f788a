import { keepDigest } from '../../shared/services/audit/keep-digest.ts';
import { Store } from '../../shared/store/store.ts';
import { plainDateAt } from '../../shared/time.ts';
import type { Api } from '../support/api.ts';
import { NOW, testWorld } from '../support/province.ts';

/** Keeps the digest of the day, as the schedule does: no request can. */
export async function prepareDigest({ documents, table }: Api): Promise<void> {
  const world = testWorld();
  const store = new Store({ documents, table, world }, 'H49');
  const actor = { id: 'system', tenant: 'H49', role: 'system', units: [] } as const;
  await keepDigest({
    actor,
    store,
    world,
    today: plainDateAt(NOW),
    requestId: 'schedule',
    idempotency: null,
    trees: new Map(),
    staff: new Map(),
    known: new Map(),
  });
}
