import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyLog } from '../../shared/services/audit/verify-log.ts';
import type { Item } from '../../shared/store/store.ts';
import { putRecordsOfEveryKind } from '../support/every-record.ts';
import { freshProvince } from '../support/province.ts';

const SCHOOL = 'H49.31.11';

describe('verifying the log of a province', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const verify = (limit = 200, cursor?: string) => verifyLog(province.as({ role: 'auditor' }), { limit, cursor });
  const store = () => province.as({ role: 'auditor' }).store;
  const write = (item: Item) => province.documents.send(new PutCommand({ TableName: province.table, Item: item }));
  const drop = ({ pk, sk }: Item) => province.documents.send(new DeleteCommand({ TableName: province.table, Key: { pk, sk } }));
  const entry = async (sequence: number) => (await store().get(store().keys.logEntry(SCHOOL, sequence))) as Item;

  /** Does something to the table, verifies, and undoes it. */
  async function faultsAfter(harm: () => Promise<unknown>, items: Item[]): Promise<string[]> {
    await harm();
    const { faults } = await verify();
    for (const item of items) await write(item);
    return faults.map(({ stream, fault }) => `${stream}: ${fault}`);
  }

  beforeAll(async () => {
    province = await freshProvince();
    await putRecordsOfEveryKind(province.as);
  });

  it('finds nothing in a log as it was written', async () => {
    expect(await verify()).toMatchObject({ faults: [], next: null });
  });

  it('goes through every stream page by page under one digest', async () => {
    const whole = await verify();
    let verified = 0;
    let entries = 0;
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await verify(3, cursor);
      expect(page.digest).toBe(whole.digest);
      verified += page.verified;
      entries += page.entries;
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    expect({ verified, entries }).toEqual({ verified: whole.streams, entries: whole.entries });
  });

  it('finds an altered payload, who did it altered, a dropped entry, two exchanged, and a cut-off end', async () => {
    const [first, second] = [await entry(1), await entry(2)];
    const head = (await store().get(store().keys.head(SCHOOL))) as Item;
    const last = await entry(head['version'] as number);
    const altered = { ...second, payload: (second['payload'] as string).replace('"version":1', '"version":9') };
    expect(await faultsAfter(() => write(altered), [second])).toEqual([`${SCHOOL}: payload-altered`]);
    expect(await faultsAfter(() => write({ ...second, actor: 'somebody-else' }), [second])).toEqual([`${SCHOOL}: entry-altered`]);
    expect(await faultsAfter(() => drop(second), [second])).toContain(`${SCHOOL}: does-not-follow`);
    const exchange = async () => {
      await write({ ...first, sk: second['sk'] });
      await write({ ...second, sk: first['sk'] });
    };
    expect(await faultsAfter(exchange, [first, second])).toContain(`${SCHOOL}: out-of-sequence`);
    expect(await faultsAfter(() => drop(last), [last])).toEqual([`${SCHOOL}: head-elsewhere`]);
    expect((await verify()).faults).toEqual([]);
  });

  it('answers another digest once anything was recorded or dropped with its head', async () => {
    const { digest } = await verify();
    const head = (await store().get(store().keys.head(SCHOOL))) as Item;
    await drop(head);
    expect((await verify()).digest).not.toBe(digest);
    await write(head);
    expect((await verify()).digest).toBe(digest);
  });

  it('is for auditors alone', async () => {
    await expect(verifyLog(province.as({ role: 'home-affairs' }), { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
