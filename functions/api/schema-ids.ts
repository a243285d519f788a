import type * as z from 'zod';

/** From now on a second schema with an id that another one carries throws: the document can show only one of them. */
export function oneSchemaPerId(registry: typeof z.globalRegistry): void {
  const owners = new Map<string, z.core.$ZodType>();
  const add = registry.add.bind(registry);
  registry.add = (schema, ...meta) => {
    const id = meta[0]?.id;
    if (id !== undefined && (owners.get(id) ?? schema) !== schema) throw new Error(`two schemas carry the id ${id}`);
    if (id !== undefined) owners.set(id, schema);
    return add(schema, ...meta);
  };
}
