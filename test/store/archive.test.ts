import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchiveError } from '../../functions/archive/archive-error.ts';
import { exportTenant } from '../../functions/archive/export-tenant.ts';
import { refuseHalfRestored, restoreTenant } from '../../functions/archive/restore-tenant.ts';
import type { TableItem, Tally } from '../../functions/archive/tally.ts';
import { type TenantTable, itemsOfTenant } from '../../functions/archive/tenant-items.ts';
import { verifyLog } from '../../shared/services/audit/verify-log.ts';
import { changeUnit } from '../../shared/services/units/change-unit.ts';
import { getUnit } from '../../shared/services/units/read-units.ts';
import { registerUnit } from '../../shared/services/units/register-unit.ts';
import { putRecordsOfEveryKind } from '../support/every-record.ts';
import { DECISION, freshProvince, settle } from '../support/province.ts';

type Province = Awaited<ReturnType<typeof freshProvince>>;
const folder = mkdtempSync(join(tmpdir(), 'bienche-archive-'));
const file = join(folder, 'H49.bienche');
const EXPORTED_AT = '2026-11-23T02:00:00.000Z';
const placeOf = ({ client, table }: Province, tenant = 'H49') => ({ client, table, tenant });
const refusedAs = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ArchiveError ? error.code : String(error)),
  );
async function itemsIn(place: TenantTable): Promise<TableItem[]> {
  const items: TableItem[] = [];
  for await (const item of itemsOfTenant(place)) items.push(item);
  return items;
}
const countOf = async (province: Province, tenant = 'H49') => (await itemsIn(placeOf(province, tenant))).length;

/** A province of one unit. */
const settleElsewhere = ({ as }: Province, tenant: string) => {
  const facts = { code: tenant, name: `Tỉnh ${tenant}`, kind: 'administrative', level: 'province', sector: 'administration' } as const;
  return registerUnit(as({ tenant }), { ...facts, parent: null, sites: [], from: '2020-01-01', decision: DECISION });
};

/** One more change of a unit. */
async function rename({ as }: Province, name: string) {
  const { version } = await getUnit(as(), 'H49.02', '2026-11-23');
  return changeUnit(as(), 'H49.02', { name, from: `2026-0${version}-01`, decision: DECISION }, version);
}

let home: Province;
let current: Province;
let records: Awaited<ReturnType<typeof putRecordsOfEveryKind>>;
let tally: Tally;
const answers = async () => {
  const found: unknown[] = [];
  for (const { readers } of Object.values(records)) for (const reader of readers) found.push(await reader());
  return found;
};

beforeAll(async () => {
  home = await freshProvince();
  current = home;
  records = await putRecordsOfEveryKind((who) => current.as(who));
  // Somebody else in the same table.
  await settleElsewhere(home, 'H22');
  tally = await exportTenant(placeOf(home), file, EXPORTED_AT);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the archive of a province', () => {
  it('holds every item of the tenant and none of another, with where its chains stand', async () => {
    const kinds = Object.keys(tally.kinds);
    for (const { key } of Object.values(records)) expect(kinds).toContain(key.pk.split('#')[1]);
    expect(tally.items).toBe(await countOf(home));
    const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
    expect([lines.length, JSON.parse(lines[0] ?? '')]).toEqual([
      tally.items + 2,
      { bienche: 'archive', format: 1, tenant: 'H49', exportedAt: EXPORTED_AT },
    ]);
    expect(lines.filter((line) => line.includes('H22#'))).toEqual([]);
    const verified = await verifyLog(home.as({ role: 'auditor' }), { limit: 200 });
    expect(tally.log).toEqual({ streams: verified.streams, entries: tally.kinds['LOG'], digest: verified.digest });
  });

  it('is the same however often it is made of the same table', async () => {
    const again = join(folder, 'again');
    expect(await exportTenant(placeOf(home), again, EXPORTED_AT)).toEqual(tally);
  });

  it('does not take the place of another file', async () => {
    const before = readFileSync(file);
    expect(await refusedAs(exportTenant(placeOf(home), file, EXPORTED_AT))).toBe('file-exists');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is not made of a tenant that has nothing', async () => {
    expect(await refusedAs(exportTenant(placeOf(home, 'H99'), join(folder, 'none'), EXPORTED_AT))).toBe('nothing-to-export');
  });

  it('is made again when somebody writes meanwhile, and given up when that does not end', async () => {
    const busy = await freshProvince();
    await settle(busy.as());
    let changes = 1;
    busy.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const answer = await next(args);
          if (commandName === 'ScanCommand' && changes-- > 0) {
            await rename(busy, `Sở số ${changes}`);
          }
          return answer;
        },
      { step: 'initialize' },
    );
    const found = await exportTenant(placeOf(busy), join(folder, 'quiet'), EXPORTED_AT);
    expect(found.log.digest).toBe((await verifyLog(busy.as({ role: 'auditor' }), { limit: 200 })).digest);
    changes = 100;
    expect(await refusedAs(exportTenant(placeOf(busy), join(folder, 'restless'), EXPORTED_AT))).toBe('still-written');
    expect(() => readFileSync(join(folder, 'restless'))).toThrow('ENOENT');
  });
});

describe('restoring', () => {
  it('into an empty table gives every record, list and history again, and the chains whole', async () => {
    const expected = await answers();
    const restored = await freshProvince();
    await settleElsewhere(restored, 'H22');
    expect(await restoreTenant(placeOf(restored), file, restored.world)).toEqual(tally);
    current = restored;
    expect(await answers()).toEqual(expected);
    current = home;
    const { faults, digest } = await verifyLog(restored.as({ role: 'auditor' }), { limit: 200 });
    expect([faults, digest]).toEqual([[], tally.log.digest]);
    await expect(refuseHalfRestored(placeOf(restored))).resolves.toBeUndefined();
    // Work goes on where it stood.
    await expect(rename(restored, 'Sở Giáo dục')).resolves.toMatchObject({ version: 2 });
  });

  it('over data of the tenant is refused and writes nothing', async () => {
    const inUse = await freshProvince();
    await settle(inUse.as());
    const before = await countOf(inUse);
    expect(await refusedAs(restoreTenant(placeOf(inUse), file, inUse.world))).toBe('not-empty');
    expect(await countOf(inUse)).toBe(before);
    await expect(refuseHalfRestored(placeOf(inUse))).resolves.toBeUndefined();
  });

  it('that was broken off keeps the table from being served, and goes on from the same archive only', async () => {
    const broken = await freshProvince();
    let writes = 0;
    const stop = { name: 'stop', step: 'initialize' } as const;
    broken.client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === 'BatchWriteItemCommand' && (writes += 1) > 2) throw new Error('power cut');
          return next(args);
        },
      stop,
    );
    expect(await refusedAs(restoreTenant(placeOf(broken), file, broken.world))).toBe('Error: power cut');
    broken.client.middlewareStack.remove(stop.name);
    expect(await refusedAs(refuseHalfRestored(placeOf(broken)))).toBe('half-restored');
    const other = join(folder, 'other');
    await rename(home, 'Sở');
    await exportTenant(placeOf(home), other, '2026-11-24T02:00:00.000Z');
    expect(await refusedAs(restoreTenant(placeOf(broken), other, broken.world))).toBe('not-empty');
    expect(await restoreTenant(placeOf(broken), file, broken.world)).toEqual(tally);
    await expect(refuseHalfRestored(placeOf(broken))).resolves.toBeUndefined();
  });

  it('is not finished when the table does not hold what the archive holds', async () => {
    const spoilt = await freshProvince();
    let spoil = true;
    spoilt.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'ScanCommand' && spoil) {
            // Not at the first look, which is for an empty table.
            const [item] = await itemsIn({ client: home.client, table: home.table, tenant: 'H49' });
            const { pk, sk } = item ?? {};
            if ((await countWithout(spoilt)) > 0 && pk && sk) {
              spoil = false;
              await spoilt.client.send(new DeleteItemCommand({ TableName: spoilt.table, Key: { pk, sk } }));
            }
          }
          return next(args);
        },
      { step: 'initialize' },
    );
    expect(await refusedAs(restoreTenant(placeOf(spoilt), file, spoilt.world))).toBe('restored-differs');
    expect(await refusedAs(refuseHalfRestored(placeOf(spoilt)))).toBe('half-restored');
  });

  const text = () => gunzipSync(readFileSync(file)).toString('utf8');
  const changed = (change: (lines: string[]) => string[]) => gzipSync(change(text().trimEnd().split('\n')).join('\n'));
  const CASES: [string, () => Buffer, string][] = [
    ['whose item was altered', () => gzipSync(text().replace('Sở Giáo dục', 'Sở Giáo dực')), 'archive-damaged'],
    ['that lost an item', () => changed((lines) => lines.toSpliced(5, 1)), 'archive-damaged'],
    ['with an item twice', () => changed((lines) => lines.toSpliced(5, 0, lines[5] ?? '')), 'archive-damaged'],
    ['without its end', () => changed((lines) => lines.slice(0, -1)), 'archive-damaged'],
    ['with something behind its end', () => changed((lines) => [...lines, lines[5] ?? '']), 'archive-damaged'],
    ['cut off within', () => readFileSync(file).subarray(0, 3000), 'archive-damaged'],
    [
      'with an item of somebody else',
      () => changed((lines) => lines.with(5, (lines[5] ?? '').replaceAll('H49#', 'H22#'))),
      'archive-damaged',
    ],
    ['of another tenant', () => gzipSync(text().replace('"tenant":"H49"', '"tenant":"H22"')), 'archive-damaged'],
    ['that is no archive', () => gzipSync('{"a":1}\n'), 'not-an-archive'],
    ['that is not even zipped', () => Buffer.from('xin chào'), 'not-an-archive'],
  ];
  it.each(CASES)('of an archive %s is refused before anything is written', async (_name, bytes, code) => {
    const empty = await freshProvince();
    const spoilt = join(folder, 'spoilt');
    writeFileSync(spoilt, bytes());
    expect(await refusedAs(restoreTenant(placeOf(empty), spoilt, empty.world))).toBe(code);
    expect(await countOf(empty)).toBe(0);
    await expect(refuseHalfRestored(placeOf(empty))).resolves.toBeUndefined();
  });

  it('as another tenant than the archive’s is refused', async () => {
    const empty = await freshProvince();
    expect(await refusedAs(restoreTenant(placeOf(empty, 'H22'), file, empty.world))).toBe('other-tenant');
  });

  it('finds a broken chain that was exported as it was', async () => {
    const forged = await freshProvince();
    await settle(forged.as());
    const [item] = (await itemsIn(placeOf(forged))).filter(({ pk }) => pk?.S?.startsWith('H49#LOG#'));
    await forged.client.send(new PutItemCommand({ TableName: forged.table, Item: { ...item, actor: { S: 'somebody-else' } } }));
    const archived = join(folder, 'forged');
    await exportTenant(placeOf(forged), archived, EXPORTED_AT);
    const empty = await freshProvince();
    expect(await refusedAs(restoreTenant(placeOf(empty), archived, empty.world))).toBe('chain-broken');
  });
});

/** Items of the tenant, counted past the middleware that a test has put in: by the documents of another table's client. */
async function countWithout({ table }: Province): Promise<number> {
  return (await itemsIn({ client: home.client, table, tenant: 'H49' })).length;
}
