import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { putRecordsOfEveryKind } from '../support/every-record.ts';
import { freshProvince } from '../support/province.ts';

describe('a corrupt item', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let kinds: Awaited<ReturnType<typeof putRecordsOfEveryKind>>;
  beforeAll(async () => {
    province = await freshProvince();
    kinds = await putRecordsOfEveryKind(province.as);
  });

  it.for([
    'unit',
    'reorganisation',
    'posts',
    'headcount',
    'age profile',
    'self-financing',
    'staff',
    'filed staff',
    'course',
    'attendance',
    'norm input',
    'yearly plan',
    'position framework',
    'catalogue entry',
    'baseline',
    'projection',
    'log entry',
    'log digest',
  ] as const)('(%s) is an error of every reader, never skipped', async (kind) => {
    const { store } = province.as();
    const { key, readers } = kinds[kind];
    const item = await store.get(key);
    if (item === undefined) throw new Error(`no ${kind}`);
    const write = (changed: Record<string, unknown>) =>
      province.documents.send(new PutCommand({ TableName: province.table, Item: changed }));
    for (const read of readers) await expect(read()).resolves.toBeDefined();
    const { version: _version, sequence: _sequence, ...rest } = item;
    for (const corrupt of [{ ...item, surprise: 1 }, rest]) {
      await write(corrupt);
      for (const read of readers) await expect(read()).rejects.toMatchObject({ name: 'ZodError' });
    }
    await write(item);
    for (const read of readers) await expect(read()).resolves.toBeDefined();
  });
});
