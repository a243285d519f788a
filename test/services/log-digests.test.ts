import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { GENESIS, type Kept, entryHash, payloadHash } from '../../shared/audit.ts';
import { keepHouseHere } from '../../functions/local/keep-house.ts';
import { keepDigest } from '../../shared/services/audit/keep-digest.ts';
import { compareDigest, listDigests } from '../../shared/services/audit/read-digests.ts';
import { verifyLog } from '../../shared/services/audit/verify-log.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { parseLogEntry } from '../../shared/store/log.ts';
import type { Item } from '../../shared/store/store.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { entry } from '../support/measured-province.ts';
import { NOW, freshProvince, settle, testWorld } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const DAY = 24 * 3_600_000;
const PAGE = { limit: 200 };

describe('the digest of a day', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const at = (now: number) => ({ ...testWorld(() => now), newId: province.world.newId });
  const keep = (now: number, tenant = 'H49') => keepDigest(province.as({ role: 'system', id: 'system', world: at(now), tenant }));
  const auditor = () => province.as({ role: 'auditor' });
  const store = () => auditor().store;
  const write = (item: Item) => province.documents.send(new PutCommand({ TableName: province.table, Item: item }));
  const drop = ({ pk, sk }: Item) => province.documents.send(new DeleteCommand({ TableName: province.table, Key: { pk, sk } }));
  const posts = (year: number) =>
    addPostEntries(province.as(), { unit: SCHOOL, year, entries: [entry(20, `${year}-01-01`)], reason: null, expected: 'unstated' });
  /** Does something to the table, looks what both proofs say, and undoes it. */
  async function after(harm: () => Promise<unknown>, mend: readonly Item[]) {
    await harm();
    const compared = await compareDigest(auditor(), '2026-11-21', PAGE);
    const { faults } = await verifyLog(auditor(), PAGE);
    for (const item of mend) await write(item);
    return { ...compared, faults: faults.map(({ stream, fault }) => `${stream}: ${fault}`) };
  }

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
    await posts(2021);
    await keep(NOW - 2 * DAY);
    await posts(2022);
    await keep(NOW);
  });

  it('is kept once, however often and by however many it is asked for, and as the log stood then', async () => {
    const [first, again] = [await keep(NOW - 2 * DAY), await keep(NOW - 2 * DAY + 3_600_000)];
    expect(first).toMatchObject({ day: '2026-11-21', streams: 8, entries: 9, sequence: 1 });
    expect(again).toEqual(first);
    const tomorrow = await Promise.all([1, 2, 3].map((minutes) => keep(NOW + DAY + minutes * 60_000)));
    expect(new Set(tomorrow.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(tomorrow[0]).toMatchObject({ day: '2026-11-24', streams: 9, entries: 12, sequence: 3 });
    const items = await everyItem(province.documents, province.table);
    expect([...chainFaults(items, 'H49'), ...historyFaults(items, 'H49')]).toEqual([]);
  });

  it('is not kept while there is no log', async () => {
    expect(await keep(NOW, 'H52')).toBeNull();
  });

  it('is kept by the local start at once, in the name of the service; what fails is told and tried again later', async () => {
    const failures: unknown[] = [];
    const house = {
      tenants: () => Promise.resolve(['H49']),
      queue: { send: () => Promise.resolve() },
      clean: () => Promise.resolve(),
      failed: ({ what, error }: { what: string; error: unknown }) => failures.push({ what, error }),
    };
    await keepHouseHere({ ...house, contextOf: () => province.as({ role: 'system', id: 'system', world: at(NOW + 2 * DAY) }) });
    const [entry] = (await store().all(store().keys.log('~DIGESTS'))).map(parseLogEntry).filter(({ day }) => day === '2026-11-25');
    expect(entry).toMatchObject({ actor: 'system', role: 'system', verb: 'keep-digest', changes: [{ record: 'digest/2026-11-25' }] });
    await keepHouseHere({ ...house, contextOf: () => province.as({ role: 'viewer' }) });
    expect(failures).toMatchObject(['jobs', 'digest'].map((what) => ({ what, error: { code: 'forbidden' } })));
  });

  it('is what verifying answered at that moment', async () => {
    const { digest } = await verifyLog(auditor(), PAGE);
    expect((await keep(NOW + 9 * DAY))?.digest).toBe(digest);
  });

  it('is listed, newest first, without a day on which nobody kept one', async () => {
    const { items } = await listDigests(auditor(), PAGE);
    expect(items.map(({ day }) => day)).toEqual(['2026-12-02', '2026-11-25', '2026-11-24', '2026-11-23', '2026-11-21']);
    const [first] = (await listDigests(auditor(), { limit: 1 })).items;
    expect(first).toEqual(items[0]);
    await expect(compareDigest(auditor(), '2026-11-22', PAGE)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('still agrees with a log that only grew, page by page', async () => {
    expect(await compareDigest(auditor(), '2026-11-21', PAGE)).toMatchObject({ intact: true, compared: 8, differences: [], next: null });
    let compared = 0;
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await compareDigest(auditor(), '2026-11-21', { limit: 3, cursor });
      compared += page.compared;
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    expect(compared).toBe(8);
  });

  it('shows a chain that was written anew from end to end, which recomputing the chains cannot', async () => {
    const entries = (await store().all(store().keys.log(SCHOOL))) as (Item & Kept)[];
    const head = (await store().get(store().keys.head(SCHOOL))) as Item;
    const forge = async () => {
      let previousHash: string = GENESIS;
      for (const kept of entries) {
        const payload = kept.payload.replace('"quantity":20', '"quantity":25');
        const sealed = { ...kept, payload, previousHash, payloadHash: payloadHash(kept.salt, payload) };
        previousHash = entryHash(sealed);
        await write({ ...sealed, hash: previousHash });
      }
      await write({ ...head, hash: previousHash });
    };
    const { differences, faults, intact } = await after(forge, [...entries, head]);
    expect(faults).toEqual([]);
    expect([differences, intact]).toEqual([[{ stream: SCHOOL, sequence: 2, difference: 'replaced' }], true]);
  });

  it('shows a stream cut off before where it stood, with its head set back, and an entry whose hash was left', async () => {
    const entries = await store().all(store().keys.log(SCHOOL));
    const head = (await store().get(store().keys.head(SCHOOL))) as Item;
    const [first, ...later] = entries as [Item, ...Item[]];
    const cut = async () => {
      for (const item of later) await drop(item);
      await write({ ...head, version: 1, hash: first['hash'] });
    };
    const short = await after(cut, [...later, head]);
    expect([short.faults, short.differences]).toEqual([[], [{ stream: SCHOOL, sequence: 2, difference: 'dropped' }]]);
    const left = await after(() => write({ ...entries[1], actor: 'somebody-else' }), entries);
    expect(left.differences).toEqual([{ stream: SCHOOL, sequence: 2, difference: 'altered' }]);
  });

  it('is not believed when it was itself exchanged', async () => {
    const kept = (await store().get(store().keys.digest('2026-11-21'))) as Item;
    expect(await after(() => write({ ...kept, digest: 'f'.repeat(64) }), [kept])).toMatchObject({ intact: false });
    const other = (await store().get(store().keys.digest('2026-11-23'))) as Item;
    const exchanged = { ...kept, digest: other['digest'], parts: other['parts'] };
    expect(await after(() => write(exchanged), [kept])).toMatchObject({ intact: false, faults: [] });
    expect(await compareDigest(auditor(), '2026-11-21', PAGE)).toMatchObject({ intact: true, differences: [] });
  });

  it('is kept by the service alone and read by auditors alone, of their own province', async () => {
    for (const role of ['auditor', 'home-affairs', 'viewer'] as const)
      await expect(keepDigest(province.as({ role }))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listDigests(province.as(), PAGE)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(compareDigest(province.as(), '2026-11-21', PAGE)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listDigests(province.as({ role: 'auditor', tenant: 'H50' }), PAGE)).toEqual({ items: [], next: null });
  });
});
