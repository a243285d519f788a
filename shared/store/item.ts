import type { Item } from './store.ts';

/** An item without the table's own attributes: what the record's schema describes. */
export function bare(item: Item): Item {
  const { pk: _pk, sk: _sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, expiresAt: _expiresAt, ...record } = item;
  return record;
}

/**
 * A record whose nested fields are kept as JSON text. The table never looks inside them, and text is fewer bytes and a
 * third of the work for an engine (docs/decisions/0010-nested-fields-as-text.md).
 */
export function pack<R extends Record<string, unknown>>(record: R, fields: readonly (keyof R & string)[]): Item {
  return { ...record, ...Object.fromEntries(fields.map((field) => [field, JSON.stringify(record[field])])) };
}

/** The record again, before its schema judges it. */
export function unpack(item: Item, fields: readonly string[]): Item {
  const record = bare(item);
  for (const field of fields) record[field] = JSON.parse(record[field] as string);
  return record;
}
