import type { Tree } from '../domain/tree.ts';
import type { PlainDate } from '../time.ts';
import { Scope } from './access.ts';
import type { Context } from './context.ts';
import { found } from './read-record.ts';

/** The permanent key of the unit below which is looked; one that may not be seen does not exist. */
export function requireUnder(ctx: Context, tree: Tree, code: string, date: PlainDate): string {
  const unit = found(tree.find(code)?.key, { what: code });
  new Scope(ctx, tree).requireRead(unit, date, code);
  return unit;
}
