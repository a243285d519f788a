import type * as z from 'zod';
import type { Tree } from '../../domain/tree.ts';
import type { lineageSchema } from '../../domain/unit.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { readableUnit } from '../read-record.ts';

export type Lineage = z.infer<typeof lineageSchema>;
type Link = Lineage['predecessors'][number];

/** Where a unit's posts came from and where they went: every hand-over, near and far, in the order of effect. */
export async function unitLineage(ctx: Context, code: string): Promise<Lineage> {
  const unit = await readableUnit(ctx, 'units', code, ctx.today);
  const tree = await loadTree(ctx);
  const links = [...tree.units()].flatMap(({ key, successors }) =>
    successors.map(
      (next): Link => ({
        from: key,
        to: next.unit,
        reorganisation: next.reorganisation,
        effectiveFrom: next.effectiveFrom,
        fromName: nameOf(tree, key),
        toName: nameOf(tree, next.unit),
      }),
    ),
  );
  return { unit, name: nameOf(tree, unit), predecessors: follow(links, unit, 'to', 'from'), successors: follow(links, unit, 'from', 'to') };
}

const nameOf = (tree: Tree, key: string): string => tree.find(key)?.periods.at(-1)?.name ?? key;

function follow(links: readonly Link[], start: string, near: 'from' | 'to', far: 'from' | 'to'): Link[] {
  const found = new Set<Link>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const link of links)
      if (link[near] === at && !found.has(link)) {
        found.add(link);
        open.push(link[far]);
      }
  return [...found].sort((a, b) =>
    a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : a.from < b.from ? -1 : 1,
  );
}
