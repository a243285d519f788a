import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Tree } from '../shared/domain/tree.ts';
import type { Context } from '../shared/services/context.ts';
import { listTenants } from '../shared/store/tenants.ts';
import { Store } from '../shared/store/store.ts';
import { plainDateAt } from '../shared/time.ts';
import type { World } from '../shared/world.ts';

type Place = { readonly documents: DynamoDBDocumentClient; readonly table: string; readonly world: World };
/** The context in which the service itself works for a tenant, where that is said within so many milliseconds. */
export type SystemContext = (tenant: string, within?: number) => Context;

/** Contexts of the service’s own work: its schedule, and the jobs that it carries out. */
export function systemContext(place: Place): SystemContext {
  const kept = { trees: new Map<string, Tree>(), staff: new Map(), known: new Map() };
  return (tenant, within) => ({
    actor: { id: 'system', tenant, role: 'system', units: [] },
    store: new Store({ ...place, ...(within === undefined ? {} : { signal: AbortSignal.timeout(within) }) }, tenant),
    world: place.world,
    today: plainDateAt(place.world.now()),
    requestId: 'schedule',
    idempotency: null,
    ...kept,
  });
}

/** Every tenant that has records: the one question that is no tenant’s. */
export const tenantsOf = (place: Place): Promise<string[]> => listTenants(new Store(place, '~'));
