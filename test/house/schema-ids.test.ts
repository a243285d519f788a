import { expect, test } from 'vitest';
import * as z from 'zod';
import { oneSchemaPerId } from '../../functions/api/schema-ids.ts';

test('a second schema with the id of another is refused, the same one again is not', () => {
  const registry = z.registry<{ id?: string | undefined }>();
  oneSchemaPerId(registry);
  const [one, other] = [z.string(), z.string()];
  registry.add(one, { id: 'One' });
  registry.add(one, { id: 'One' });
  registry.add(other, {});
  expect(() => registry.add(other, { id: 'One' })).toThrow('two schemas carry the id One');
  expect(registry.get(other)).toEqual({});
});
