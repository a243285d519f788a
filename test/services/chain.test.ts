import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { entryHash, payloadHash } from '../../shared/audit.ts';
import type { Item } from '../../shared/store/store.ts';
import { chainFaults, everyItem, historyFaults, streamsOf } from '../support/audit-trail.ts';
import { putRecordsOfEveryKind } from '../support/every-record.ts';
import { freshProvince } from '../support/province.ts';

const SCHOOL = 'H49.31.11';

describe('the log of a province with a record of every kind', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let whole: Item[];
  const items = () => everyItem(province.documents, province.table);
  const write = (item: Item) => province.documents.send(new PutCommand({ TableName: province.table, Item: item }));
  const drop = ({ pk, sk }: Item) => province.documents.send(new DeleteCommand({ TableName: province.table, Key: { pk, sk } }));
  const entry = (sequence: number, stream = SCHOOL) => streamsOf(whole, 'H49').get(stream)?.[sequence - 1] as Item & { payload: string };

  beforeAll(async () => {
    province = await freshProvince();
    await putRecordsOfEveryKind(province.as);
    whole = await items();
  });

  it('is whole, and accounts for every record', () => {
    expect(streamsOf(whole, 'H49').get(SCHOOL)?.length).toBeGreaterThanOrEqual(6);
    expect([...streamsOf(whole, 'H49').keys()]).toEqual(
      expect.arrayContaining(['~BASELINES', 'H49', expect.stringMatching(/^~RUN\.[0-9A-Z]{26}$/)]),
    );
    expect(chainFaults(whole, 'H49')).toEqual([]);
    expect(historyFaults(whole, 'H49')).toEqual([]);
  });

  const altered = (change: (item: Item & { payload: string }) => Item) => async () => {
    const item = entry(2);
    await write(change(item));
    return () => write(item);
  };
  it.for<[string, () => Promise<() => Promise<unknown>>]>([
    ['an altered number', altered((item) => ({ ...item, payload: item.payload.replace('"quantity":20', '"quantity":21') }))],
    ['another actor', altered((item) => ({ ...item, actor: 'somebody-else' }))],
    ['another moment', altered((item) => ({ ...item, at: '2020-01-01T00:00:00.000Z' }))],
    ['another role', altered((item) => ({ ...item, role: 'auditor' }))],
    [
      'an entry altered with its own hashes made to fit',
      altered((item) => {
        const payload = item.payload.replace('"quantity":20', '"quantity":21');
        const sealed = { ...item, payload, payloadHash: payloadHash(item['salt'] as string, payload) };
        return { ...sealed, hash: entryHash(sealed as unknown as Parameters<typeof entryHash>[0]) };
      }),
    ],
    [
      'a dropped entry',
      async () => {
        await drop(entry(3));
        return () => write(entry(3));
      },
    ],
    [
      'a dropped last entry',
      async () => {
        const last = streamsOf(whole, 'H49').get(SCHOOL)?.at(-1) as Item;
        await drop(last);
        return () => write(last);
      },
    ],
    [
      'a whole stream dropped with its head',
      async () => {
        const head = whole.find(({ pk, sk }) => pk === 'H49#HEAD' && sk === 'H49') as Item;
        const gone = [...(streamsOf(whole, 'H49').get('H49') ?? []), head];
        for (const item of gone) await drop(item);
        return async () => {
          for (const item of gone) await write(item);
        };
      },
    ],
    [
      'two entries that changed places',
      async () => {
        const [one, other] = [entry(2), entry(3)];
        const place = ({ pk, sk, sequence }: Item) => ({ pk, sk, sequence });
        await write({ ...one, ...place(other) });
        await write({ ...other, ...place(one) });
        return async () => {
          await write(one);
          await write(other);
        };
      },
    ],
    [
      'an entry of another stream put in',
      async () => {
        const guest = { ...entry(1, 'H49.31.12'), pk: entry(2)['pk'], sk: entry(2)['sk'] };
        await write(guest);
        return () => write(entry(2));
      },
    ],
    [
      'a head that was set back',
      async () => {
        const head = whole.find(({ pk, sk }) => pk === 'H49#HEAD' && sk === SCHOOL) as Item;
        await write({ ...head, version: 2, hash: entry(2)['hash'] });
        return () => write(head);
      },
    ],
  ])('shows %s, made in the table directly', async ([, damage]) => {
    const mend = await damage();
    const damaged = await items();
    expect([...chainFaults(damaged, 'H49'), ...historyFaults(damaged, 'H49')]).not.toEqual([]);
    await mend();
    const mended = await items();
    expect([...chainFaults(mended, 'H49'), ...historyFaults(mended, 'H49')]).toEqual([]);
  });

  it('shows a record that was changed past the log', async () => {
    const posts = whole.find(({ pk, sk }) => pk === 'H49#POSTS#2021' && sk === SCHOOL) as Item;
    await write({ ...posts, entries: (posts['entries'] as string).replace('"quantity":20', '"quantity":10') });
    expect(historyFaults(await items(), 'H49')).toEqual([expect.stringContaining('not what its history says')]);
    await write(posts);
  });

  it('stays whole when what an entry said is erased with its salt, but not when only one of them is', () => {
    const without = (...fields: string[]) =>
      whole.map((item) => (item === entry(2) ? { ...item, ...Object.fromEntries(fields.map((field) => [field, ''])) } : item));
    expect(chainFaults(without('salt', 'payload'), 'H49')).toEqual([]);
    expect(chainFaults(without('salt'), 'H49')).toEqual([`${SCHOOL} 0000000002: payload altered`]);
  });
});
