import { ConditionalCheckFailedException, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { chainFaults } from '../../shared/audit.ts';
import { TENANTS, keysOf } from '../../shared/store/keys.ts';
import { loadHeads, parseKeptEntry } from '../../shared/store/log.ts';
import { Store, documentsOf } from '../../shared/store/store.ts';
import type { World } from '../../shared/world.ts';
import { ArchiveError } from './archive-error.ts';
import { checkArchive, itemsOfArchive } from './archive-file.ts';
import { Counter, type TableItem, type Tally } from './tally.ts';
import { type TenantTable, itemsOfPartition, itemsOfTenant, writeItems } from './tenant-items.ts';

/** The partition of restores under way: which tenant, from which archive. No server starts on a table that has one. */
const RESTORES = '~RESTORE';
const AT_ONCE = 8;
const BATCH = 25;

/** Tenants whose restore has begun and not ended. */
async function restoresUnderWay(place: Omit<TenantTable, 'tenant'>): Promise<string[]> {
  const tenants: string[] = [];
  for await (const { sk } of itemsOfPartition(place, RESTORES)) tenants.push(sk?.S ?? '');
  return tenants;
}

/**
 * For whoever is about to serve a table.
 * @throws ArchiveError while a restore into it has begun and not ended
 */
export async function refuseHalfRestored(place: Omit<TenantTable, 'tenant'>): Promise<void> {
  const [tenant] = await restoresUnderWay(place);
  if (tenant === undefined) return;
  throw new ArchiveError(
    'half-restored',
    `Việc khôi phục ${tenant} chưa xong. Hãy chạy lại npm run restore với cùng bản lưu.`,
    `The restore of ${tenant} has not ended. Run npm run restore again with the same archive.`,
  );
}

/**
 * Writes an archive into a table that has nothing of its tenant, compares the table with the archive item by item, and
 * recomputes every chain of the log. A restore that was broken off is repeated from the same archive; another archive, or a
 * table in use, is refused before anything is written.
 * @throws ArchiveError
 */
export async function restoreTenant(place: TenantTable, file: string, world: World): Promise<Tally> {
  const { header, tally } = await checkArchive(file);
  if (header.tenant !== place.tenant) throw otherTenant(place.tenant, header.tenant);
  await begin(place, tally.digest);
  let waiting: TableItem[] = [];
  const write = async () => {
    const batches = Array.from({ length: Math.ceil(waiting.length / BATCH) }, (_, n) => waiting.slice(n * BATCH, (n + 1) * BATCH));
    await Promise.all(batches.map((batch) => writeItems(place, batch)));
    waiting = [];
  };
  for await (const item of itemsOfArchive(file)) {
    waiting.push(item);
    if (waiting.length === BATCH * AT_ONCE) await write();
  }
  await write();
  await compare(place, tally);
  await verifyChains(place, world);
  await writeItems(place, [{ pk: { S: TENANTS }, sk: { S: place.tenant } }]);
  await place.client.send(new DeleteItemCommand({ TableName: place.table, Key: { pk: { S: RESTORES }, sk: { S: place.tenant } } }));
  return tally;
}

/** Marks the table as being restored from this archive, unless it has something else of the tenant. */
async function begin({ client, table, tenant }: TenantTable, digest: string): Promise<void> {
  const marker = { pk: { S: RESTORES }, sk: { S: tenant }, digest: { S: digest } };
  const known = (await restoresUnderWay({ client, table })).includes(tenant);
  if (!known) for await (const _item of itemsOfTenant({ client, table, tenant })) throw notEmpty(tenant);
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: marker,
        ConditionExpression: 'attribute_not_exists(pk) OR #digest = :digest',
        ExpressionAttributeNames: { '#digest': 'digest' },
        ExpressionAttributeValues: { ':digest': { S: digest } },
      }),
    );
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? notEmpty(tenant) : error;
  }
}

async function compare(place: TenantTable, tally: Tally): Promise<void> {
  const counter = new Counter();
  for await (const item of itemsOfTenant(place)) counter.add(item);
  const { items, digest } = counter.tally();
  if (digest !== tally.digest || items !== tally.items)
    throw new ArchiveError(
      'restored-differs',
      `Bảng có ${items} mục (${digest}), bản lưu có ${tally.items} (${tally.digest}). Chưa thể dùng bảng này.`,
      `The table holds ${items} items (${digest}), the archive ${tally.items} (${tally.digest}). The table is not to be used.`,
    );
}

async function verifyChains({ client, table, tenant }: TenantTable, world: World): Promise<void> {
  const store = new Store({ documents: documentsOf(client), table, world }, tenant);
  for (const head of await loadHeads(store)) {
    const [fault] = chainFaults(head, (await store.all(keysOf(tenant).log(head.stream))).map(parseKeptEntry));
    if (fault)
      throw new ArchiveError(
        'chain-broken',
        `Chuỗi nhật ký ${fault.stream} không khớp ở mục ${fault.sequence} (${fault.fault}).`,
        `The log ${fault.stream} does not hold at entry ${fault.sequence} (${fault.fault}).`,
      );
  }
}

const otherTenant = (asked: string, found: string) =>
  new ArchiveError('other-tenant', `Bản lưu là của ${found}, không phải của ${asked}.`, `The archive is of ${found}, not of ${asked}.`);
const notEmpty = (tenant: string) =>
  new ArchiveError(
    'not-empty',
    `Bảng đã có dữ liệu của ${tenant}. Chỉ khôi phục vào bảng trống; chưa ghi gì.`,
    `The table has data of ${tenant}. A restore needs an empty table; nothing was written.`,
  );
