import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markLoaded, stepsLoaded } from '../../functions/local/demo-marker.ts';
import type { DemoStep } from '../../functions/local/demo/index.ts';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import { type Engine, startEngine } from '../../functions/local/engine/start-engine.ts';
import { type ContextOf, loadStep } from '../../functions/local/load-demo.ts';
import { isSubtreeRole } from '../../shared/actor.ts';
import { type Payload, canonical } from '../../shared/audit.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { createTable } from '../../shared/store/create-table.ts';
import { type Action, type Item, Store, documentsOf } from '../../shared/store/store.ts';
import { plainDateAt } from '../../shared/time.ts';
import { accountsOf } from '../support/accounts.ts';
import { chainFaults, everyItem, historyFaults, streamsOf } from '../support/audit-trail.ts';
import { entry } from '../support/measured-province.ts';
import { DECISION, NOW, SMALL_PROVINCE, testWorld } from '../support/province.ts';

const SCHOOLS = Array.from({ length: 70 }, (_, n) => `H49.02.S${String(n).padStart(2, '0')}`);
const [FIRST = '', SECOND = '', THIRD = ''] = SCHOOLS;
const [school] = SMALL_PROVINCE.slice(3);
const closing = (people: number) => ({
  categories: [{ category: 'employee-budget' as const, opening: people, increases: {}, decreases: {}, closing: people }],
});
const merge = (from: string, to: string) =>
  reorganisationInputSchema.parse({ type: 'merge', effectiveFrom: '2022-07-01', decision: DECISION, sources: [from], targets: [to] });
const posts = (year: number): DemoStep => ({
  kind: 'posts',
  records: SCHOOLS.length,
  year,
  rows: SCHOOLS.map((unit, n) => ({ unit, version: null, entries: [entry(10 + (n % 7), `${year}-01-01`)] })),
});

/** A step of every kind, several of them in more than one chunk. */
const STEPS: DemoStep[] = [
  {
    kind: 'units',
    records: SCHOOLS.length + 3,
    rows: [
      ...SMALL_PROVINCE.slice(0, 3),
      ...SCHOOLS.map((code) => ({ ...(school as (typeof SMALL_PROVINCE)[number]), code, name: `Trường ${code}` })),
    ].map((facts) => ({ facts, from: '2020-01-01', decision: DECISION })),
  },
  posts(2021),
  { kind: 'headcount', records: SCHOOLS.length, month: '2021-12', rows: SCHOOLS.map((unit, n) => ({ unit, ...closing(n) })) },
  {
    kind: 'age-profiles',
    records: 2,
    month: '2021-12',
    rows: [FIRST, SECOND].map((unit) => ({
      unit,
      cells: [{ category: 'employee-budget', sex: 'female', birthMonth: '1980-05', count: 4 }],
    })),
  },
  { kind: 'self-financing', records: 1, year: 2021, rows: [{ unit: FIRST, ...accountsOf(100, 100) }] },
  { kind: 'freeze', records: 1, year: 2021, decision: DECISION },
  posts(2022),
  { kind: 'reorganisations', records: 2, items: [merge(FIRST, SECOND), merge(SECOND, THIRD)] },
];

class Killed extends Error {}

/** A process that is killed at a commit: before it or behind it; nothing that it does afterwards reaches the table. */
class Mortal extends Store {
  lives = Infinity;
  behind = false;
  override async transact(actions: readonly Action[], token?: string): Promise<void> {
    this.lives -= 1;
    if (this.lives < 0 || (this.lives === 0 && !this.behind)) throw new Killed();
    await super.transact(actions, token);
    if (this.lives === 0) throw new Killed();
  }
}

describe('a load that is killed at every third commit', () => {
  let engine: Engine;
  const documents = () => documentsOf(new DynamoDBClient(localClientConfig(engine.endpoint)));

  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  /** One life of a process: goes on where the marker stands, under the keys of each step. */
  async function live(table: string, now: number, lives: number, behind: boolean): Promise<void> {
    const world = testWorld(() => now);
    const store = Object.assign(new Mortal({ documents: documents(), table, world }, 'H49'), { lives, behind });
    const kept = { trees: new Map(), staff: new Map(), known: new Map() };
    const contextOf: ContextOf = (role, key, bodyHash) => ({
      actor: { id: 'demonstration', tenant: 'H49', role, units: isSubtreeRole(role) ? ['H49'] : [] },
      store,
      world,
      today: plainDateAt(now),
      requestId: 'demonstration',
      idempotency: { key, bodyHash },
      ...kept,
    });
    for (let number = await stepsLoaded(store); number < STEPS.length; number++) {
      await loadStep(contextOf, number, STEPS[number] as DemoStep);
      await markLoaded(store, number + 1);
    }
  }

  async function load(table: string, lives: number, behind: boolean): Promise<{ items: Item[]; deaths: number }> {
    await createTable(new DynamoDBClient(localClientConfig(engine.endpoint)), table);
    // A killed process leaves its lease behind: the next one comes when that has run out.
    for (let deaths = 0; ; deaths++)
      try {
        await live(table, NOW + deaths * 16_000, lives, behind);
        return { items: await everyItem(documents(), table), deaths };
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
  }

  /** What a load leaves, but for what names the moment or the attempt: ids, instants, hashes. */
  function stateOf(items: readonly Item[]) {
    const text = (value: unknown) =>
      canonical(value)
        .replace(/01TEST\d{20}/g, 'ID')
        .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'INSTANT');
    const registers = items
      .filter(({ pk }) => !/#(LOG|HEAD|IDEM|PART)/.test(pk as string))
      .map(({ frozenAt: _frozenAt, ...item }) => text(item))
      .toSorted();
    const log = [...streamsOf(items, 'H49')].map(([stream, entries]) => [
      stream,
      entries.map(({ payload }) => text((JSON.parse(payload) as Payload).changes.map(({ record, version }) => [record, version]))),
    ]);
    return { registers, log: Object.fromEntries(log) as Record<string, unknown> };
  }

  it.for([
    ['before it', false],
    ['behind it', true],
  ] as const)('(%s) ends in the very state of one that was not', async ([, behind]) => {
    const whole = await load(`whole-${behind}`, Infinity, behind);
    const broken = await load(`broken-${behind}`, 3, behind);
    expect(whole.deaths).toBe(0);
    expect(broken.deaths).toBeGreaterThan(10);
    expect(stateOf(broken.items)).toEqual(stateOf(whole.items));
    expect(chainFaults(broken.items, 'H49')).toEqual([]);
    expect(historyFaults(broken.items, 'H49')).toEqual([]);
  });
});
