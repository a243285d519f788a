import { type Role, isSubtreeRole } from '../actor.ts';
import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import type { Context } from './context.ts';
import { loadTree } from './load-tree.ts';

export const RESOURCES = [
  'units',
  'reorganisations',
  'posts',
  'headcount',
  'age-profile',
  'self-financing',
  'targets',
  'law',
  'baselines',
  'progress',
  'projections',
  'history',
  'audit',
  'me',
] as const;
export type Resource = (typeof RESOURCES)[number];

type Grants = Readonly<Record<Role, { read: readonly Resource[]; write: readonly Resource[] }>>;

const ALL_BUT_AUDIT = RESOURCES.filter((resource) => resource !== 'audit');

/** Who may do what; whatever is not listed is refused. Subtree roles are held to their units on top of this. */
export const GRANTS: Grants = {
  'hr-officer': {
    read: ['units', 'reorganisations', 'posts', 'headcount', 'age-profile', 'self-financing', 'targets', 'law', 'history', 'me'],
    write: ['headcount', 'age-profile'],
  },
  'home-affairs': {
    read: ALL_BUT_AUDIT,
    write: ['units', 'reorganisations', 'posts', 'headcount', 'age-profile', 'baselines', 'projections'],
  },
  'finance-officer': { read: ['units', 'self-financing', 'targets', 'law', 'me'], write: ['self-financing'] },
  'training-coordinator': { read: ['units', 'targets', 'law', 'me'], write: [] },
  auditor: { read: RESOURCES, write: [] },
  'council-supervisor': { read: ['targets', 'law', 'progress', 'baselines', 'me'], write: [] },
  viewer: { read: ['targets', 'law', 'me'], write: [] },
};

/** Refuses unless the actor's role may read (or write) the resource. First line of every verb. */
export function permit(ctx: Context, action: 'read' | 'write', resource: Resource): void {
  if (!GRANTS[ctx.actor.role][action].includes(resource)) throw new Refusal('forbidden');
}

/** Whether the actor is held to unit subtrees at all. */
export const isScoped = (ctx: Context): boolean => isSubtreeRole(ctx.actor.role);

/**
 * Whether an actor may see a unit's record of a date: it lay in the actor's subtree then, or it handed its posts on to a
 * unit that lies there today.
 */
export async function inScope(ctx: Context, unit: string, date: PlainDate): Promise<boolean> {
  if (!isScoped(ctx)) return true;
  const tree = await loadTree(ctx);
  return tree.isUnder(unit, ctx.actor.units, date) || isPredecessorOfScope(ctx, tree, unit);
}

/** Refuses a read outside the actor's scope; what cannot be seen does not exist. */
export async function requireReadScope(ctx: Context, unit: string, date: PlainDate): Promise<void> {
  if (!(await inScope(ctx, unit, date))) throw new Refusal('not-found', { what: unit });
}

/**
 * Refuses a write unless the unit, or a unit that received its posts, lies in the actor's subtree today, and the unit
 * itself lay there (or is such a predecessor) on the date that is written about.
 */
export async function requireWriteScope(ctx: Context, unit: string, date: PlainDate): Promise<void> {
  if (!isScoped(ctx)) return;
  const tree = await loadTree(ctx);
  const predecessor = isPredecessorOfScope(ctx, tree, unit);
  const today = predecessor || tree.isUnder(unit, ctx.actor.units, ctx.today);
  const then = predecessor || tree.isUnder(unit, ctx.actor.units, date);
  if (!today || !then) throw new Refusal('out-of-scope', { unit, date: today ? date : ctx.today });
}

function isPredecessorOfScope(ctx: Context, tree: Awaited<ReturnType<typeof loadTree>>, unit: string): boolean {
  return tree.successorsOf(unit).some((successor) => tree.isUnder(successor, ctx.actor.units, ctx.today));
}
