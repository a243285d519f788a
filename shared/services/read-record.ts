import { Refusal } from '../errors.ts';
import type { RecordName } from '../problems/words.ts';
import type { PlainDate } from '../time.ts';
import { type Resource, Scope, permit } from './access.ts';
import type { Context } from './context.ts';
import { loadTree } from './load-tree.ts';

/** The permanent key of the unit whose record is asked for, once the actor may read it; what may not be seen does not exist. */
export async function readableUnit(ctx: Context, resource: Resource, code: string, date: PlainDate): Promise<string> {
  permit(ctx, 'read', resource);
  const tree = await loadTree(ctx);
  const unit = tree.find(code)?.key;
  if (unit === undefined) throw new Refusal('not-found', { what: code });
  new Scope(ctx, tree).requireRead(unit, date, code);
  return unit;
}

/** The record, or the refusal that says which one there is none of. */
export function found<T>(record: T | undefined, what: RecordName | { what: string }): T {
  if (record === undefined) throw new Refusal('not-found', what);
  return record;
}
