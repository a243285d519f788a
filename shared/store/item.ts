import type { Item } from './store.ts';

/** An item without the table's own attributes: what the record's schema describes. */
export function bare(item: Item): Item {
  const { pk: _pk, sk: _sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, expiresAt: _expiresAt, ...record } = item;
  return record;
}
