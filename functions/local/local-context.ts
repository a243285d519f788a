import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ActingRole, isSubtreeRole } from '../../shared/actor.ts';
import type { Tree } from '../../shared/domain/tree.ts';
import type { Context, Idempotency } from '../../shared/services/context.ts';
import { Store } from '../../shared/store/store.ts';
import { plainDateAt } from '../../shared/time.ts';
import type { World } from '../../shared/world.ts';

/** Service contexts for work that the local start does itself: loading the demonstration and printing the progress. */
export function localContext(place: { documents: DynamoDBDocumentClient; table: string; world: World }, tenant: string) {
  const kept = { trees: new Map<string, Tree>(), staff: new Map(), known: new Map() };
  return (role: ActingRole, idempotency: Idempotency | null = null): Context => ({
    actor: { id: `demonstration-${role}`, tenant, role, units: isSubtreeRole(role) ? [tenant] : [] },
    store: new Store(place, tenant),
    world: place.world,
    today: plainDateAt(place.world.now()),
    requestId: 'demonstration',
    idempotency,
    ...kept,
  });
}
export type LocalContext = ReturnType<typeof localContext>;
