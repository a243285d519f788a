import type { RecordChange } from '../audit.ts';
import { citationsOf } from '../domain/decision-citations.ts';
import { type StaffCounts, sumOfCounts } from '../domain/staff-counts.ts';
import type { Tree } from '../domain/tree.ts';
import type { Unit } from '../domain/unit.ts';
import type { Decision } from '../domain/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { type Citation, putCitations } from '../store/decisions.ts';
import { liveRequest, savedAnswer, savedResult } from '../store/idempotency.ts';
import { type ChainEnd, appendEntry, parseHead, seal } from '../store/log.ts';
import { addStaffCounts } from '../store/staff-counts.ts';
import { enlistTenant } from '../store/tenants.ts';
import { type Action, type Item, TransactionRefused } from '../store/store.ts';
import { moveTreeVersion } from '../store/units.ts';
import { instantAt, plainDateAt } from '../time.ts';
import type { Context, Idempotency } from './context.ts';

/** DynamoDB's limit for one transaction. */
export const MAX_ACTIONS = 100;
const ATTEMPTS = 8;

/**
 * A change of one record: its stream (a unit, or the province's own), the conditioned writes, and what the log keeps of it.
 * What is `personal` is logged under a salt of its own, so that it can be erased alone.
 */
export type Change = Pick<RecordChange, 'record' | 'version' | 'before' | 'after'> & {
  stream: string;
  write: Action | readonly Action[];
  personal?: true;
  /** What it does to the staff counts of units. */
  counts?: StaffCounts;
};

export type Outcome<T> = {
  result: T;
  changes: readonly Change[];
  /** A change of the tree of units: the tree it was judged on, whose version must still stand, and the units as they become. */
  tree?: undefined | { judgedOn: Tree; units: readonly Unit[] };
};

/** Where the next log entry of a stream will stand. */
export type NextEntry = (stream: string) => number;

export type Intent = { verb: string; reason: string | null; decision: Decision | null };

/**
 * The one way in which anything is changed. Reads the chain heads of the streams first, lets `decide` read and judge,
 * then writes records, log entries, heads and the saved answer in one transaction that insists on those heads. When
 * anything of a stream moved meanwhile the whole decision is taken again, a bounded number of times; so two writers
 * of one unit are serialised, and a stale version is refused by `decide` itself. Streams that depend on what is there
 * (the unit that a person is in) are named by a question, asked anew each time. With an Idempotency-Key the answer
 * is saved in the same transaction and a repeat gets it back.
 */
export async function transact<T>(
  ctx: Context,
  intent: Intent,
  streams: readonly string[] | (() => Promise<readonly string[]>),
  decide: (next: NextEntry) => Promise<Outcome<T>>,
): Promise<T> {
  const { store, world, idempotency } = ctx;
  const requestKey = idempotency && answerKey(ctx, idempotency);
  for (let attempt = 1; ; attempt++) {
    const distinct = [...new Set(typeof streams === 'function' ? await streams() : streams)];
    const [saved, ...headItems] = await store.getMany([requestKey ?? store.keys.head(distinct[0] ?? ''), ...distinct.map(store.keys.head)]);
    const answered = answerIn(ctx, saved);
    if (answered) return answered.result as T;
    const heads = new Map(distinct.map((stream, index) => [stream, parseHead(stream, headItems[index])] as const));
    const next: NextEntry = (stream) => (heads.get(stream)?.sequence ?? 0) + 1;
    const outcome = await decide(next).catch(async (error: unknown) => {
      // The same request may have been carried out by a twin since the heads were read: then what it made is no obstacle.
      const twin = error instanceof Refusal && requestKey ? answerIn(ctx, await store.get(requestKey)) : undefined;
      if (!twin) throw error;
      return twin;
    });
    if (!('changes' in outcome)) return outcome.result as T;
    if (outcome.changes.length === 0 && !idempotency) return outcome.result;
    const moved = outcome.changes.some(({ stream }) => !heads.has(stream));
    if (moved && typeof streams === 'function') {
      if (attempt >= ATTEMPTS) throw new Refusal('busy');
      continue;
    }
    const actions = [
      ...outcome.changes.flatMap((change) => change.write),
      ...addStaffCounts(store, sumOfCounts(outcome.changes.flatMap(({ counts }) => counts ?? []))),
      ...logActions(ctx, intent, heads, outcome.changes),
      ...putCitations(store, citationsIn(ctx, intent, outcome.changes, next)),
      ...(outcome.tree ? [moveTreeVersion(store, outcome.tree.judgedOn.version)] : []),
      ...(idempotency && requestKey
        ? [store.putUnlessLive(requestKey, savedAnswer(idempotency.bodyHash, outcome.result, world.now()), Math.floor(world.now() / 1000))]
        : []),
    ];
    if (actions.length > MAX_ACTIONS) throw new Refusal('too-large-for-one-transaction', { actions: actions.length, limit: MAX_ACTIONS });
    if (outcome.tree?.judgedOn.version === 0) await enlistTenant(store);
    try {
      await store.transact(actions);
      if (outcome.tree) ctx.trees.set(store.tenant, outcome.tree.judgedOn.after(outcome.tree.units));
      return outcome.result;
    } catch (error) {
      if (!(error instanceof TransactionRefused) || !error.isPassing()) throw error;
      // Without a saved answer nothing would tell a conflict with oneself from one with somebody else.
      if (attempt >= ATTEMPTS || (error.inDoubt && !idempotency)) throw new Refusal('busy');
      await world.sleep(world.jitter() * 10 * 2 ** attempt);
    }
  }
}

const answerKey = ({ store, actor }: Context, { key, chunk }: Idempotency) =>
  chunk === undefined ? store.keys.request(actor.id, key) : store.keys.requestChunk(actor.id, key, chunk);

/** The answer that was kept for this request, if it was carried out before. */
function answerIn({ idempotency, world }: Context, kept: Item | undefined): { result: unknown } | undefined {
  const live = idempotency ? liveRequest(kept, idempotency.bodyHash, world.now()) : undefined;
  return live && { result: savedResult(live) };
}

/** What is changed under which decision: named, so that a decision's whole effect is found without reading every log. */
function citationsIn({ world }: Context, { decision }: Intent, changes: readonly Change[], next: NextEntry): Citation[] {
  const now = world.now();
  return citationsOf(decision, changes).map((cited) => ({
    decision: cited.decision,
    at: instantAt(now),
    day: plainDateAt(now),
    changes: cited.changes.map((index) => {
      const { stream, record, version } = changes[index] as Change;
      return { stream, sequence: next(stream), record, version };
    }),
  }));
}

/** One sealed entry per stream, listing every record that the transaction changes in it. */
function logActions(ctx: Context, intent: Intent, heads: ReadonlyMap<string, ChainEnd>, changes: readonly Change[]): Action[] {
  const { store, world, actor } = ctx;
  const now = world.now();
  return [...Map.groupBy(changes, (change) => change.stream)].flatMap(([stream, ofStream]) => {
    const head = heads.get(stream);
    if (!head) throw new Error(`stream ${stream} is changed without its head having been read`);
    const entry = seal(head, {
      at: instantAt(now),
      day: plainDateAt(now),
      actor: actor.id,
      role: actor.role,
      salt: world.randomHex(16),
      payload: {
        request: ctx.requestId,
        ...intent,
      },
      changes: ofStream.map(({ record, version, before, after, personal }) => ({
        record,
        version,
        before,
        after,
        ...(personal ? { salt: world.randomHex(16) } : {}),
      })),
    });
    return appendEntry(store, head, entry);
  });
}
