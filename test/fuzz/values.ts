import fc from 'fast-check';
import type { Json } from '../support/contract-schemas.ts';
import { alternatives } from './document.ts';

/** Values seen under a property's name in the records of the province: what makes a made-up request mean something. */
export type Seen = ReadonlyMap<string, readonly unknown[]>;

const DEEPEST = 7;
const integer = (schema: Json, name: string, or: number): number => (typeof schema[name] === 'number' ? schema[name] : or);

/** What a schema allows: mostly small, sometimes at its bounds, often something that the province knows by that name. */
export function allowed(schema: Json, seen: Seen, name = '', depth = 0): fc.Arbitrary<unknown> {
  const kinds = alternatives(schema);
  // A schema may hold itself: past some depth the alternatives that end are taken.
  const ending = kinds.filter(({ type }) => type !== 'object' && type !== 'array');
  const open = depth > DEEPEST && ending.length > 0 ? ending : kinds;
  const made = fc.oneof(...open.map((kind) => ofKind(kind, seen, name, depth)));
  const known = seen.get(name) ?? [];
  const leaf = kinds.every(({ type }) => type !== 'object' && type !== 'array');
  return leaf && known.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 2, arbitrary: made }) : made;
}

function ofKind(schema: Json, seen: Seen, name: string, depth: number): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer': {
      const [min, max] = rangeOf(schema);
      return fc.oneof(fc.constantFrom(min, max), fc.integer({ min: Math.max(min, -50), max: Math.min(max, Math.max(min, 0) + 100) }));
    }
    case 'number': {
      const [min, max] = rangeOf(schema);
      return fc.oneof(fc.constantFrom(min, max), fc.double({ min: Math.max(min, -10), max: Math.min(max, 10), noNaN: true }));
    }
    case 'string':
      return text(schema);
    case 'array': {
      const least = integer(schema, 'minItems', 0);
      const item = allowed((schema['items'] ?? {}) as Json, seen, name, depth + 1);
      return fc.array(item, { minLength: least, maxLength: Math.min(integer(schema, 'maxItems', 3), Math.max(least, depth > 3 ? 1 : 3)) });
    }
    case 'object':
      return object(schema, seen, depth);
    default:
      return fc.constantFrom(null, 1, 'x', {}, []);
  }
}

const rangeOf = (schema: Json): [number, number] => {
  const least = integer(schema, 'minimum', integer(schema, 'exclusiveMinimum', -1000));
  return [least, Math.max(least, integer(schema, 'maximum', integer(schema, 'exclusiveMaximum', 1_000_000)))];
};

function text(schema: Json): fc.Arbitrary<string> {
  const { pattern } = schema;
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern), { size: 'small' });
  const least = integer(schema, 'minLength', 0);
  const most = integer(schema, 'maxLength', 60);
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ minLength: least, maxLength: Math.max(least, Math.min(most, 12)) }) },
    { weight: 1, arbitrary: fc.constantFrom('đ'.repeat(Math.max(most, 1)), 'x'.repeat(Math.max(least, 1))) },
  );
}

function object(schema: Json, seen: Seen, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  const required = (schema['required'] ?? []) as string[];
  const stated = depth > DEEPEST ? properties.filter(([key]) => required.includes(key)) : properties;
  const model = Object.fromEntries(stated.map(([key, each]) => [key, allowed(each, seen, key, depth + 1)]));
  if (stated.length > 0) return fc.record(model, { requiredKeys: required, noNullPrototype: true });
  const free = schema['additionalProperties'];
  if (typeof free !== 'object' || free === null) return fc.constant({});
  return fc.dictionary(fc.stringMatching(/^[a-z-]{1,12}$/), allowed(free as Json, seen, '', depth + 1), { maxKeys: 3 });
}

/** What lies at, just inside and just outside of what a schema allows, and of other types. */
export function atTheEdge(schema: Json): fc.Arbitrary<unknown> {
  const values = alternatives(schema).flatMap((kind): unknown[] => {
    const { type } = kind;
    if (type === 'integer' || type === 'number') {
      const [min, max] = rangeOf(kind);
      return [min, max, min - 1, max + 1, min + 0.5, -0, 2 ** 53, -(2 ** 53), 1e21, `${min}`];
    }
    if (type === 'string') {
      const [least, most] = [integer(kind, 'minLength', 0), integer(kind, 'maxLength', 1000)];
      return ['', ' ', 'x'.repeat(Math.max(0, least - 1)), 'x'.repeat(most), 'x'.repeat(most + 1), 'đ'.repeat(most), 0];
    }
    if (type === 'array') {
      const most = integer(kind, 'maxItems', 50);
      return [[], [null], Array.from({ length: Math.min(most + 1, 6000) }, () => 1), {}, 'x'];
    }
    if (type === 'object') return [{}, [], null, { nothing: 1 }];
    return [null, true, 'true', 0];
  });
  return fc.constantFrom(...values);
}
