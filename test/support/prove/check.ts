import type { Item } from '../../../shared/store/store.ts';
import { chainFaults, historyFaults } from '../audit-trail.ts';
import { type Attempt, type Change, type Effect, type History, type Seen, acknowledgements, holds, outcomeOf } from './history.ts';
import { Model } from './model.ts';
import { type Before, type Event, serialOrder } from './order.ts';
import { type Transaction, chunksOf, transactionsOf } from './transactions.ts';

export type Findings = {
  readonly violations: string[];
  readonly transactions: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly unknown: { applied: number; not: number };
  /** Whether there is a serial order; in it the model carried everything out. */
  readonly ordered: boolean;
  readonly model: Model;
};

const TENANT = 'H49';

/**
 * Whether what clients saw of a run and what the table holds after it are the work of one writer after another: a serial
 * order of all transactions and readings that agrees with the log and with real time, in which a plain model carries out
 * each change exactly as it was asked for; every acknowledged change once, no refused one, the others once or never.
 */
export function check(history: History, items: readonly Item[]): Findings {
  const violations = [...history.faults, ...chainFaults(items, TENANT), ...historyFaults(items, TENANT)];
  const attempts = new Map<string, { change: Change; attempt: Attempt }>();
  for (const change of history.changes) for (const attempt of change.attempts) attempts.set(attempt.id, { change, attempt });
  const chunks = chunksOf(items, TENANT);
  const rowChunk = rowChunks(history, chunks);
  const transactions = transactionsOf(items, TENANT, (request, record, version) => {
    const change = attempts.get(request)?.change;
    return change?.bulk ? `${rowChunk.get(`${change.name} ${record} ${version}`) ?? `alone ${record}`}` : '';
  });
  const made = Map.groupBy(
    transactions.filter(({ request }) => attempts.has(request)),
    ({ request }) => attempts.get(request)?.change as Change,
  );
  const unknown = { applied: 0, not: 0 };
  const counts = { done: 0, refused: 0, unknown: 0 };
  for (const change of history.changes) {
    const outcome = outcomeOf(change);
    const own = made.get(change) ?? [];
    counts[outcome] += 1;
    if (outcome === 'unknown') unknown[own.length > 0 ? 'applied' : 'not'] += 1;
    violations.push(...faultsOf(change, outcome, own), ...answerFaults(change));
    if (change.bulk) violations.push(...chunkFaults(change, own, chunks.get(change.name)));
  }
  const model = new Model();
  const order = orderFaults(history, transactions, attempts, model);
  violations.push(...order.faults);
  return {
    violations,
    transactions: transactions.length,
    acknowledged: counts.done,
    refused: counts.refused,
    unknown,
    ordered: order.ordered,
    model,
  };
}

/** The record that a row of a bulk request names by its key. */
const rowOf = ({ effects }: Change, key: string): Effect | undefined =>
  effects.find(({ record }) => record.startsWith(`${key}|`) || record.endsWith(`/${key}`));

function rowChunks(history: History, chunks: ReturnType<typeof chunksOf>): Map<string, number> {
  const found = new Map<string, number>();
  for (const change of history.changes)
    for (const [number, rows] of change.bulk ? (chunks.get(change.name) ?? []) : [])
      for (const { key, version } of rows) found.set(`${change.name} ${rowOf(change, key)?.record} ${version}`, number);
  return found;
}

/** Done exactly as asked, once; or not at all. */
function faultsOf(change: Change, outcome: ReturnType<typeof outcomeOf>, made: readonly Transaction[]): string[] {
  const { name, kind, effects, bulk } = change;
  const at = `${kind} ${name}`;
  if (outcome === 'refused')
    return made.map(
      ({ request }) => `${at}: refused (${change.attempts.map(({ reply }) => reply?.status).join()}), and made by ${request}`,
    );
  if (!bulk && outcome === 'done' && made.length === 0) return [`${at}: acknowledged, and not in the log`];
  if (!bulk && made.length > 1) return [`${at}: made ${made.length} times, by ${made.map(({ request }) => request).join(', ')}`];
  const faults: string[] = [];
  const met = new Map<Effect, number>();
  for (const { changes } of made)
    for (const [record, { version, after }] of changes) {
      const effect = effects.find((each) =>
        each.record.endsWith('*') ? record.startsWith(each.record.slice(0, -1)) : each.record === record,
      );
      if (!effect) faults.push(`${at}: changed ${record}, which it did not name`);
      else {
        met.set(effect, (met.get(effect) ?? 0) + 1);
        if (effect.from !== undefined && version !== (effect.from ?? 0) + 1)
          faults.push(`${at}: ${record} at ${version}, asked for after ${effect.from}`);
        if (!holds(effect.says, after))
          faults.push(`${at}: ${record} says ${JSON.stringify(after)}, asked for ${JSON.stringify(effect.says)}`);
      }
    }
  for (const effect of effects) {
    const times = met.get(effect) ?? 0;
    if (times > 1 && !effect.maybe) faults.push(`${at}: changed ${effect.record} ${times} times`);
    if (times === 0 && !bulk && !effect.maybe && made.length > 0) faults.push(`${at}: half done, ${effect.record} is not changed`);
  }
  if (bulk && outcome === 'done') faults.push(...rowFaults(change, met));
  return faults;
}

type Rows = { key: string; outcome: string; version: number | null }[];

/** What the answer to a bulk request says of its rows is what the log says. */
function rowFaults(change: Change, met: ReadonlyMap<Effect, number>): string[] {
  const { rows } = JSON.parse(acknowledgements(change)[0]?.reply?.text ?? '{"rows":[]}') as { rows: Rows };
  return rows.flatMap(({ key, outcome }) => {
    const effect = rowOf(change, key);
    const isMade = effect !== undefined && met.has(effect);
    return isMade === (outcome !== 'refused')
      ? []
      : [`${change.kind} ${change.name}: row ${key} was answered ${outcome}, and is ${isMade ? '' : 'not '}made`];
  });
}

/** Rows and results of a chunk stand together or not at all. */
function chunkFaults(change: Change, made: readonly Transaction[], chunks: ReadonlyMap<number, Rows> | undefined): string[] {
  const logged = new Set(made.flatMap(({ changes }) => [...changes].map(([record, { version }]) => `${record} ${version}`)));
  const promised = new Set(
    [...(chunks?.values() ?? [])]
      .flat()
      .flatMap(({ key, outcome, version }) => (outcome === 'refused' ? [] : `${rowOf(change, key)?.record} ${version}`)),
  );
  const at = `${change.kind} ${change.name}`;
  return [
    ...[...promised].filter((row) => !logged.has(row)).map((row) => `${at}: a chunk says that it wrote ${row}, and the log does not`),
    ...[...logged].filter((row) => !promised.has(row)).map((row) => `${at}: ${row} is in the log, and in no chunk`),
  ];
}

/** Whatever was answered under one key is the same to the byte, and names the version that the log has. */
function answerFaults(change: Change): string[] {
  const answers = new Set(acknowledgements(change).map(({ reply }) => `${reply?.status} ${reply?.text}`));
  return answers.size > 1 ? [`${change.kind} ${change.name}: ${answers.size} different answers: ${[...answers].join(' ≠ ')}`] : [];
}

/** Events in a serial order, and what the model says to them. */
function orderFaults(
  history: History,
  transactions: readonly Transaction[],
  attempts: ReadonlyMap<string, { change: Change; attempt: Attempt }>,
  model: Model,
): { ordered: boolean; faults: string[] } {
  const events: Event[] = [];
  const before: Before[] = [];
  const writers = new Map<string, number[]>();
  const places = new Map<string, number[]>();
  for (const [index, { request, changes, places: at }] of transactions.entries()) {
    const known = attempts.get(request);
    const answered = known ? acknowledgements(known.change).map(({ done }) => done as number) : [-1];
    events.push({
      name: `${known?.change.kind ?? 'setting'} ${request} → ${[...changes].map(([record, { version }]) => `${record}@${version}`).join(', ')}`,
      since: known?.attempt.sent ?? -2,
      until: answered.length > 0 ? Math.min(...answered) : null,
    });
    for (const [record, { version }] of changes) {
      const ofRecord = writers.get(record) ?? [];
      ofRecord[version] = index;
      writers.set(record, ofRecord);
    }
    for (const { stream, sequence } of at) {
      const ofStream = places.get(stream) ?? [];
      ofStream[sequence] = index;
      places.set(stream, ofStream);
    }
  }
  for (const chain of [...writers.values(), ...places.values()])
    for (const [place, index] of chain.entries()) {
      const previous = chain[place - 1];
      if (index !== undefined && previous !== undefined && previous !== index) before.push([previous, index]);
    }
  const faults: string[] = [];
  for (const seen of history.reads) {
    const chain = writers.get(seen.record) ?? [];
    const [wrote, overwrote] = [chain[seen.version], chain[seen.version + 1]];
    if (seen.version > 0 && wrote === undefined) {
      faults.push(`a reading saw ${seen.record} at version ${seen.version}, which nobody wrote`);
      continue;
    }
    const place = events.push({ name: `reading of ${seen.record}@${seen.version}`, since: seen.sent, until: seen.done }) - 1;
    if (wrote !== undefined) before.push([wrote, place]);
    if (overwrote !== undefined) before.push([place, overwrote]);
  }
  const found = serialOrder(events, before);
  if ('circle' in found) return { ordered: false, faults: [...faults, `no serial order: ${found.circle.join('  BEFORE  ')}`] };
  for (const index of found.order) {
    const transaction = transactions[index];
    if (transaction)
      model.carryOut(transaction, attempts.has(transaction.request) ? (attempts.get(transaction.request)?.change.adds ?? {}) : undefined);
  }
  return { ordered: true, faults: [...faults, ...model.faults, ...history.reads.flatMap((seen) => readFault(seen, model))] };
}

function readFault({ record, version, says }: Seen, { versions }: Model): string[] {
  if (says === undefined) return [];
  const said = versions.get(record)?.[version];
  return holds(says, said) ? [] : [`a reading saw in ${record}@${version} ${JSON.stringify(says)}, the log says ${JSON.stringify(said)}`];
}
