import * as z from 'zod';
import { orNull } from '../vocabulary.ts';
import type { FrameworkInput, Position } from './position.ts';

const fieldChangeSchema = z
  .strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })
  .meta({ id: 'FieldChange', description: 'A field that differs between two versions' });
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const frameworkComparisonSchema = z
  .strictObject({
    unit: z.string(),
    from: z.int(),
    to: z.int(),
    fields: z.array(fieldChangeSchema).meta({ description: 'Of the version itself' }),
    positions: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        posts: z.strictObject({ before: orNull(z.int()), after: orNull(z.int()) }),
        fields: z.array(fieldChangeSchema),
      }),
    ),
    unchanged: z.int().meta({ description: 'Positions that are the same in every field' }),
  })
  .meta({ id: 'FrameworkComparison', description: 'Two versions of a framework, field by field' });
export type FrameworkComparison = z.infer<typeof frameworkComparisonSchema>;

/** Leaves of a value by path; a list is taken apart by place, so that one changed row is one changed field. An empty one has none. */
function leaves(value: unknown, path: string): [string, unknown][] {
  if (value === null || typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
}

/** The fields in which two values differ, by path; null where one of them has no such field. */
function differences(before: unknown, after: unknown): FieldChange[] {
  const [old, now] = [new Map(leaves(before, '')), new Map(leaves(after, ''))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const change = { field, before: old.get(field) ?? null, after: now.get(field) ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

/** Two versions of a unit's framework field by field; positions are the same when their codes are. */
export function compareFrameworks(
  before: FrameworkInput,
  after: FrameworkInput,
): Pick<FrameworkComparison, 'fields' | 'positions' | 'unchanged'> {
  const { positions: was, ...header } = before;
  const { positions: is, ...newHeader } = after;
  const old = new Map(was.map((position) => [position.code, position]));
  const now = new Map(is.map((position) => [position.code, position]));
  const codes = [...new Set([...old.keys(), ...now.keys()])];
  const positions = codes.flatMap((code) => changeOf(code, old.get(code), now.get(code)));
  return { fields: differences(header, newHeader), positions, unchanged: codes.length - positions.length };
}

function changeOf(code: string, before: Position | undefined, after: Position | undefined): FrameworkComparison['positions'] {
  const fields = before && after ? differences(before, after) : [];
  if (before && after && fields.length === 0) return [];
  return [
    {
      code,
      name: (after ?? before)?.name ?? code,
      change: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
      posts: { before: before?.posts ?? null, after: after?.posts ?? null },
      fields,
    },
  ];
}
