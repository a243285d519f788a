import { TENANTS } from './keys.ts';
import type { Store } from './store.ts';

/** Lists the store's tenant among those that a schedule goes through; again and again does no harm. */
export const enlistTenant = (store: Store): Promise<void> => store.putAll([{ pk: TENANTS, sk: store.tenant }]);

/** Every tenant that ever registered a unit. */
export async function listTenants(store: Store): Promise<string[]> {
  return (await store.all(TENANTS)).map(({ sk }) => sk as string);
}
