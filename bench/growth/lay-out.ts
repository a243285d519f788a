import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { constants, createGzip } from 'node:zlib';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DEMO_TENANT } from '../../functions/local/demo/label.ts';
import { findEngine } from '../../functions/local/engine/find-engine.ts';
import { TABLE_NAME } from '../../functions/local/table-name.ts';
import { itemsOfTenant } from '../../functions/archive/tenant-items.ts';
import type { TableItem } from '../../functions/archive/tally.ts';
import { atFolder, loadFolder } from '../load-folder.ts';

/** A folder with so many provinces in one table. */
export type Size = { provinces: number; folder: string; items: number };

/** Names as long as the demonstration's: no item changes its size. */
const tenantOf = (province: number): string => (province === 0 ? DEMO_TENANT : `A${String(province).padStart(2, '0')}`);
/** The tenant that was laid out last. */
export const lastOf = ({ provinces }: Size): string => tenantOf(provinces - 1);

/**
 * The demonstration province alone and beside raw copies of all its items as further provinces, each size in a folder of
 * its own. Every size is made by the engine's own import of an export of the table, as millions of items want it.
 */
export async function layOut(folder: string, sizes: readonly number[], say: (line: string) => void): Promise<Size[]> {
  const loaded = join(folder, 'loaded');
  await loadFolder(loaded, false);
  const items: TableItem[] = [];
  const schema = join(folder, 'schema.json');
  await atFolder(loaded, async ({ client, table, tenant }) => {
    for await (const item of itemsOfTenant({ client, table, tenant })) items.push(item);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    await writeFile(schema, JSON.stringify({ Table }));
  });
  const source = join(folder, 'export');
  await mkdir(join(source, TABLE_NAME, 'data'), { recursive: true });
  const laidOut: Size[] = [];
  let there = 0;
  for (const provinces of sizes) {
    say(`${provinces} provinces`);
    for (; there < provinces; there++)
      await writeExport(join(source, TABLE_NAME, 'data', `${String(there).padStart(8, '0')}.json.gz`), items, tenantOf(there));
    const size = { provinces, folder: join(folder, String(provinces)), items: items.length * provinces };
    await importInto(size.folder, source, schema);
    laidOut.push(size);
  }
  return laidOut;
}

async function importInto(folder: string, source: string, schema: string): Promise<void> {
  const { command, dataName } = findEngine('dynoxide');
  await mkdir(folder);
  const args = ['import', '--source', source, '--schema', schema, '--output', join(folder, dataName)];
  await promisify(execFile)(command, args, { maxBuffer: 1 << 26 });
}

/** An export's file: an item a line, as DynamoDB writes it. */
async function writeExport(file: string, items: readonly TableItem[], tenant: string): Promise<void> {
  const lines = function* (): Generator<string> {
    for (let start = 0; start < items.length; start += 500)
      yield items
        .slice(start, start + 500)
        .reduce((text, item) => `${text}${JSON.stringify({ Item: underTenant(item, tenant) }, inBase64)}\n`, '');
  };
  await pipeline(Readable.from(lines()), createGzip({ level: constants.Z_BEST_SPEED }), createWriteStream(file));
}

const inBase64 = (_name: string, value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value);

function underTenant(item: TableItem, tenant: string): TableItem {
  const moved = { ...item };
  for (const name of ['pk', 'gsi1pk']) {
    const value = item[name]?.S;
    if (value !== undefined) moved[name] = { S: tenant + value.slice(tenant.length) };
  }
  return moved;
}
