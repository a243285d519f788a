import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Payload } from '../../shared/audit.ts';
import { type PostEntry, RESERVE } from '../../shared/domain/posts.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Context } from '../../shared/services/context.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { transferPosts } from '../../shared/services/posts/transfer-posts.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { loadHeadcounts } from '../../shared/store/headcount.ts';
import { loadPosts, loadPostsOfYear } from '../../shared/store/posts.ts';
import { chainFaults, everyItem, historyFaults, streamsOf } from '../support/audit-trail.ts';
import { DECISION, SMALL_PROVINCE, freshProvince, settle, byHr } from '../support/province.ts';
import { type Random, patiently, seeded } from '../support/writers.ts';

const WRITERS = 8;
const CHANGES = 12;
const SCHOOLS = ['H49.31.11', 'H49.31.12', 'H49.31.13', 'H49.31.14', 'H49.31.15', 'H49.31.16'];
const ENTRY = { issuer: 'provincial-council', category: 'employee-budget', decision: DECISION, outsideBase: false } as const;

type Done = { request: string; streams: string[]; added: number };
type Work = (ctx: Context, random: Random) => Promise<Omit<Done, 'request'>>;

/** What a writer may do next; each reads first and changes what it read. */
const WORKS: readonly Work[] = [
  async function reportHeadcount(ctx, random) {
    const [unit, month] = [pick(random), `2025-0${1 + random(3)}`];
    const [current] = await loadHeadcounts(ctx.store, [{ unit, month }]);
    const people = random(50);
    const categories = [{ category: 'employee-budget' as const, opening: people, increases: {}, decreases: {}, closing: people }];
    const report = { unit, period: month, input: { categories }, expected: current?.version ?? ('nothing' as const) };
    await putOne(byHr(ctx), headcountRegister, report, 'Rà soát lại');
    return { streams: [unit], added: 0 };
  },
  async function supplement(ctx, random) {
    const unit = pick(random);
    const current = await loadPosts(ctx.store, 2025, unit);
    const quantity = random(2) === 0 ? 1 + random(5) : -1 - random(5);
    const entry = { ...ENTRY, quantity, reason: quantity > 0 ? ('supplement' as const) : ('recall' as const), effectiveFrom: '2025-02-01' };
    await addPostEntries(ctx, { unit, year: 2025, entries: [entry], reason: null, expected: current?.version ?? 'nothing' });
    return { streams: [unit], added: quantity };
  },
  async function transfer(ctx, random) {
    const [from, to] = [pick(random), random(3) === 0 ? RESERVE : pick(random)];
    await transferPosts(ctx, { ...ENTRY, from, to, quantity: 1 + random(6), effectiveFrom: '2025-03-01' });
    return { streams: [from, to], added: 0 };
  },
  async function merge(ctx, random) {
    const [source, target] = [SCHOOLS[3 + random(3)] as string, SCHOOLS[random(3)] as string];
    const input = { type: 'merge', effectiveFrom: '2025-07-01', decision: DECISION, sources: [source], targets: [target] };
    await recordReorganisation(ctx, reorganisationInputSchema.parse(input));
    return { streams: [source, target], added: 0 };
  },
];
const pick = (random: Random) => SCHOOLS[random(SCHOOLS.length)] as string;

describe('eight writers with random changes of six units', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const done: Done[] = [];
  const refused = new Map<string, number>();
  const refusedRequests = new Set<string>();

  async function writer(number: number): Promise<void> {
    const random = seeded(1000 + number);
    const world = { ...province.world, jitter: () => random(1000) / 1000, sleep: (milliseconds: number) => delay(milliseconds) };
    for (let change = 0; change < CHANGES; change++) {
      // One merge in six: each ends a unit for good.
      const work = WORKS[random(6) === 0 ? 3 : random(3)] as Work;
      const ctx = { ...province.as({ id: `writer-${number}`, world }), trees: new Map() };
      try {
        done.push({ request: ctx.requestId, ...(await patiently(() => work(ctx, random))) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
        refusedRequests.add(ctx.requestId);
      }
    }
  }

  beforeAll(async () => {
    province = await freshProvince();
    const [school] = SMALL_PROVINCE.slice(-1);
    const schools = SCHOOLS.slice(2).map((code) => ({ ...(school as (typeof SMALL_PROVINCE)[number]), code }));
    await settle(province.as(), [...SMALL_PROVINCE, ...schools]);
    for (const unit of SCHOOLS) {
      const entries = [{ ...ENTRY, quantity: 40, reason: 'assign', effectiveFrom: '2025-01-01' } as const];
      await addPostEntries(province.as(), { unit, year: 2025, entries, reason: null, expected: 'nothing' });
    }
    await Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)));
  });

  const items = () => everyItem(province.documents, province.table);
  async function requestsLogged(): Promise<Map<string, string[]>> {
    const logged = new Map<string, string[]>();
    for (const [stream, entries] of streamsOf(await items(), 'H49'))
      for (const { payload } of entries) {
        const { request } = JSON.parse(payload) as Payload;
        logged.set(request, [...(logged.get(request) ?? []), stream]);
      }
    return logged;
  }

  it('are told only what a rule says; most of what they ask is done', () => {
    const rules = [
      'stale-version',
      'already-exists',
      'posts-below-zero',
      'posts-after-end',
      'same-place',
      'unit-dissolved',
      'later-change-recorded',
      'precondition-required',
    ];
    expect([...refused.keys()].filter((code) => !rules.includes(code))).toEqual([]);
    expect(done.length).toBeGreaterThan((WRITERS * CHANGES) / 3);
    expect(done.length + refusedRequests.size).toBe(WRITERS * CHANGES);
  });

  it('find every acknowledged change in the history exactly once, of each unit that it concerns', async () => {
    const logged = await requestsLogged();
    for (const { request, streams } of done) expect(logged.get(request)?.toSorted()).toEqual(streams.toSorted());
  });

  it('find nothing of a refused change', async () => {
    const logged = await requestsLogged();
    expect([...refusedRequests].filter((request) => logged.has(request))).toEqual([]);
  });

  it('leave versions contiguous, records as their history says, and every chain whole', async () => {
    const all = await items();
    expect(chainFaults(all, 'H49')).toEqual([]);
    expect(historyFaults(all, 'H49')).toEqual([]);
  });

  it('lose and invent no post: transfers and merges net to nothing, the rest is what was acknowledged', async () => {
    const entries = (await loadPostsOfYear(province.as().store, 2025)).flatMap((record) => record.entries);
    const sum = (some: readonly PostEntry[]) => some.reduce((total, { quantity }) => total + quantity, 0);
    expect(sum(entries.filter(({ reason }) => reason === 'transfer' || reason === 'reorganisation'))).toBe(0);
    expect(sum(entries)).toBe(SCHOOLS.length * 40 + done.reduce((total, { added }) => total + added, 0));
  });

  it('leave an ended unit without posts', async () => {
    const { store } = province.as();
    const ended = (await store.all(store.keys.units())).filter(({ closedBy }) => closedBy !== null).map(({ key }) => key as string);
    expect(ended.length).toBeGreaterThan(0);
    for (const unit of ended)
      expect((await loadPosts(store, 2025, unit))?.entries.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(0);
  });
});
