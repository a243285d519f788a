import { randomBytes } from 'node:crypto';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParts, putParts } from '../../shared/store/parts.ts';
import { freshProvince } from '../support/province.ts';

describe('a large document in parts', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  beforeAll(async () => {
    province = await freshProvince();
  });
  const store = () => province.as().store;
  const noise = (bytes: number) => ({ noise: randomBytes(bytes).toString('base64') });

  it('comes back as it was, with names in Vietnamese, nulls and numbers', async () => {
    const document = { name: 'Trường THPT Hòn Gai', none: null, list: [1, -2, 0.5], nested: { đ: true } };
    const parts = await putParts(store(), 'DOC.1', document);
    expect(parts).toEqual({ owner: 'DOC.1', count: 1 });
    expect(await loadParts(store(), parts)).toEqual(document);
  });

  it('is compressed', async () => {
    await putParts(store(), 'DOC.2', { text: 'biên chế '.repeat(100_000) });
    const [bytes] = (await store().all(store().keys.parts('DOC.2'))).map((part) => part['bytes'] as Uint8Array);
    expect(bytes?.length).toBeLessThan(20_000);
  });

  it('of more than 300 KB lies in several, each within what an item holds, and is put together in order', async () => {
    const document = noise(3_200_000);
    const parts = await putParts(store(), 'DOC.3', document);
    expect(parts.count).toBeGreaterThan(10);
    const items = await store().all(store().keys.parts('DOC.3'));
    expect(Math.max(...items.map((item) => (item['bytes'] as Uint8Array).length))).toBeLessThanOrEqual(300_000);
    expect(await loadParts(store(), parts)).toEqual(document);
  });

  it('of which one is missing is an error that says so, never a shorter document', async () => {
    const parts = await putParts(store(), 'DOC.4', noise(700_000));
    await province.documents.send(new DeleteCommand({ TableName: province.table, Key: store().keys.part('DOC.4', parts.count - 1) }));
    await expect(loadParts(store(), parts)).rejects.toThrow(`DOC.4 has ${parts.count - 1} parts, not ${parts.count}`);
    await expect(loadParts(store(), { owner: 'DOC.none', count: 1 })).rejects.toThrow('DOC.none has 0 parts, not 1');
  });

  it('belongs to its tenant', async () => {
    const parts = await putParts(store(), 'DOC.5', { secret: 1 });
    await expect(loadParts(province.as({ tenant: 'H50' }).store, parts)).rejects.toThrow('has 0 parts');
  });
});
