import { type Role, isSubtreeRole } from '../actor.ts';
import { Tree } from '../domain/tree.ts';
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

/** The units whose records an actor may see and write about, judged on one reading of the tree. */
export class Scope {
  readonly #ctx: Context;
  readonly #tree: Tree;

  constructor(ctx: Context, tree: Tree) {
    this.#ctx = ctx;
    this.#tree = tree;
  }

  /**
   * Whether the actor may see a unit's record of a date: it lay in the actor's subtree then, or it handed its posts on to a
   * unit that lies there today.
   */
  sees(unit: string, date: PlainDate): boolean {
    return !isScoped(this.#ctx) || this.#tree.isUnder(unit, this.#ctx.actor.units, date) || this.#isPredecessor(unit);
  }

  /** Refuses a read outside the scope; what cannot be seen does not exist. */
  requireRead(unit: string, date: PlainDate): void {
    if (!this.sees(unit, date)) throw new Refusal('not-found', { what: unit });
  }

  /**
   * Refuses a write unless the unit, or a unit that received its posts, lies in the actor's subtree today, and the unit
   * itself lay there (or is such a predecessor) on the date that is written about.
   */
  requireWrite(unit: string, date: PlainDate): void {
    if (!isScoped(this.#ctx) || this.#isPredecessor(unit)) return;
    const { actor, today } = this.#ctx;
    const outside = [today, date].find((day) => !this.#tree.isUnder(unit, actor.units, day));
    if (outside !== undefined) throw new Refusal('out-of-scope', { unit, date: outside });
  }

  #isPredecessor(unit: string): boolean {
    const { actor, today } = this.#ctx;
    return this.#tree.successorsOf(unit).some((successor) => this.#tree.isUnder(successor, actor.units, today));
  }
}

/** The scope of whoever asks; the tree is read only for roles that are held to subtrees. */
export const scopeOf = async (ctx: Context): Promise<Scope> => new Scope(ctx, isScoped(ctx) ? await loadTree(ctx) : NO_UNITS);
const NO_UNITS = new Tree([], 0);
