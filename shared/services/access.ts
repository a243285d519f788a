import { type ActingRole, isSubtreeRole } from '../actor.ts';
import { Tree } from '../domain/tree.ts';
import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import type { Context } from './context.ts';
import { loadTree } from './load-tree.ts';

export const RESOURCES = [
  'units',
  'reorganisations',
  'posts',
  'norms',
  'yearly-plans',
  'yearly-plan-review',
  'decisions',
  'headcount',
  'headcount-review',
  'age-profile',
  'staff',
  'staff-ids',
  'self-financing',
  'district-budgets',
  'position-catalogue',
  'position-frameworks',
  'position-approvals',
  'position-compliance',
  'training',
  'targets',
  'law',
  'baselines',
  'progress',
  'reports',
  'projections',
  'reduction-plans',
  'scenarios',
  'history',
  'duties',
  'aggregates',
  'jobs',
  'audit',
  'me',
] as const;
export type Resource = (typeof RESOURCES)[number];

type Grants = Readonly<Record<ActingRole, { read: readonly Resource[]; write: readonly Resource[] }>>;

const ALL_BUT_AUDIT = RESOURCES.filter((resource) => resource !== 'audit');

/** Who may do what; whatever is not listed is refused. Subtree roles are held to their units on top of this. */
export const GRANTS: Grants = {
  'hr-officer': {
    read: [
      'units',
      'reorganisations',
      'posts',
      'norms',
      'yearly-plans',
      'decisions',
      'headcount',
      'age-profile',
      'staff',
      'staff-ids',
      'self-financing',
      'position-catalogue',
      'position-frameworks',
      'position-compliance',
      'training',
      'targets',
      'law',
      'history',
      'duties',
      'jobs',
      'me',
    ],
    write: ['norms', 'yearly-plans', 'headcount', 'position-frameworks', 'age-profile', 'staff', 'jobs'],
  },
  'home-affairs': {
    read: ALL_BUT_AUDIT,
    write: [
      'units',
      'reorganisations',
      'posts',
      'yearly-plan-review',
      'headcount-review',
      'position-catalogue',
      'position-approvals',
      'baselines',
      'reports',
      'projections',
      'reduction-plans',
      'scenarios',
    ],
  },
  'finance-officer': {
    read: ['units', 'self-financing', 'district-budgets', 'targets', 'law', 'me'],
    write: ['self-financing', 'district-budgets'],
  },
  'training-coordinator': { read: ['units', 'staff-ids', 'training', 'targets', 'law', 'jobs', 'me'], write: ['training', 'jobs'] },
  auditor: { read: RESOURCES, write: [] },
  'council-supervisor': { read: ['targets', 'law', 'progress', 'reports', 'baselines', 'me'], write: [] },
  viewer: { read: ['targets', 'law', 'aggregates', 'me'], write: [] },
  /** Keeps the day's digest of the log and carries out jobs, each with its creator's rights; nobody can sign in as it. */
  system: { read: ['audit'], write: ['audit', 'jobs'] },
};

/** Whether the actor's role may read (or write) the resource at all. */
export const may = (ctx: Context, action: 'read' | 'write', resource: Resource): boolean =>
  GRANTS[ctx.actor.role][action].includes(resource);

/** Refuses unless the actor's role may read (or write) the resource. First line of every verb. */
export function permit(ctx: Context, action: 'read' | 'write', resource: Resource): void {
  if (!may(ctx, action, resource)) throw new Refusal('forbidden');
}

/** Whether the actor is held to unit subtrees at all. */
export const isScoped = (ctx: Context): boolean => isSubtreeRole(ctx.actor.role);

/**
 * The units whose records an actor may see and write about, judged on one reading of the tree. A root that has been
 * abolished gives no rights today: whoever keeps its records gets a token for a unit that lives.
 */
export class Scope {
  readonly #ctx: Context;
  readonly #tree: Tree;
  readonly #livingRoots: readonly string[];

  constructor(ctx: Context, tree: Tree) {
    this.#ctx = ctx;
    this.#tree = tree;
    this.#livingRoots = ctx.actor.units.filter((root) => tree.on(root, ctx.today) !== undefined);
  }

  /**
   * Whether the actor may see a unit's record of a date: the unit lay in the actor's subtree then; or it has ended and
   * handed something on to a unit that lies there today; or it lies there today and belonged to such a predecessor then.
   */
  sees(unit: string, date: PlainDate): boolean {
    if (!isScoped(this.#ctx)) return true;
    return this.#wasOurs(unit, date) || this.#isPredecessor(unit);
  }

  /** Refuses a read outside the scope, by the code that was asked for; what cannot be seen does not exist, under no code. */
  requireRead(unit: string, date: PlainDate, asked = unit): void {
    if (!this.sees(unit, date)) throw new Refusal('not-found', { what: asked });
  }

  /**
   * Refuses a write unless the unit is the actor's today and was so, or belonged to a lineage predecessor of the actor's
   * subtree, on the date that is written about. An ended unit is the actor's when all of its heirs are: one heir of
   * several does not rewrite what they share. A unit that may not even be seen does not exist.
   */
  requireWrite(unit: string, date: PlainDate, asked = unit): void {
    if (!isScoped(this.#ctx)) return;
    const { today } = this.#ctx;
    if (!this.sees(unit, date) && !this.#isOursToday(unit)) throw new Refusal('not-found', { what: asked });
    if (!this.#isOursToday(unit) && !this.#isSoleHeirOf(unit)) throw new Refusal('out-of-scope', { unit, date: today });
    if (!this.#wasOurs(unit, date) && !this.#isPredecessor(unit)) throw new Refusal('out-of-scope', { unit, date });
  }

  /** In the subtree on the date, or ours today and then part of a unit whose heirs we are. */
  #wasOurs(unit: string, date: PlainDate): boolean {
    if (this.#tree.isUnder(unit, this.#ctx.actor.units, date)) return true;
    return this.#isOursToday(unit) && this.#tree.ancestryOn(unit, date).some((key) => this.#isPredecessor(key));
  }

  #isOursToday(unit: string): boolean {
    return this.#tree.isUnder(unit, this.#livingRoots, this.#ctx.today);
  }

  #isPredecessor(unit: string): boolean {
    return this.#tree.heirsOn(unit, this.#ctx.today).some((heir) => this.#isOursToday(heir));
  }

  #isSoleHeirOf(unit: string): boolean {
    const heirs = this.#tree.heirsOn(unit, this.#ctx.today);
    return heirs.length > 0 && heirs.every((heir) => this.#isOursToday(heir));
  }
}

/** The scope of whoever asks; the tree is read only for roles that are held to subtrees. */
export const scopeOf = async (ctx: Context): Promise<Scope> => new Scope(ctx, isScoped(ctx) ? await loadTree(ctx) : NO_UNITS);
const NO_UNITS = new Tree([], 0);
