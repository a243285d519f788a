import { BatchWriteItemCommand, type DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { keysOf } from '../../shared/store/keys.ts';
import type { TableItem } from './tally.ts';

/** The table as an archive sees it: whole items, past every service. For whoever keeps the table, not for users. */
export type TenantTable = { readonly client: DynamoDBClient; readonly table: string; readonly tenant: string };

/**
 * Every item of a tenant, in no particular order. Reads the whole table: the one place that does, because nothing else can
 * be sure to leave nothing out.
 */
export async function* itemsOfTenant({ client, table, tenant }: TenantTable): AsyncGenerator<TableItem> {
  const prefix = `${tenant}#`;
  for (let from: TableItem | undefined, more = true; more; more = from !== undefined) {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        FilterExpression: 'begins_with(#pk, :prefix)',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':prefix': { S: prefix } },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) if (item['pk']?.S?.startsWith(prefix)) yield item;
    from = page.LastEvaluatedKey;
  }
}

/** Every item of one partition. */
export async function* itemsOfPartition({ client, table }: Omit<TenantTable, 'tenant'>, pk: string): AsyncGenerator<TableItem> {
  for (let from: TableItem | undefined, more = true; more; more = from !== undefined) {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  }
}

/** Where the tenant's chains stand now, as one text: two equal ones have seen no change in between. */
export async function headsOf(place: TenantTable): Promise<string> {
  const heads: string[] = [];
  for await (const { sk, hash } of itemsOfPartition(place, keysOf(place.tenant).heads())) heads.push(`${sk?.S} ${hash?.S}`);
  return heads.join('\n');
}

const TRIES = 10;

/** Writes up to 25 items, as often as the table leaves some undone. */
export async function writeItems({ client, table }: TenantTable, items: readonly TableItem[]): Promise<void> {
  let open = items.map((Item) => ({ PutRequest: { Item } }));
  for (let attempt = 1; open.length > 0; attempt++) {
    if (attempt > TRIES) throw new Error(`the table took ${items.length - open.length} of ${items.length} items and no more`);
    if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: open } }));
    open = (answer.UnprocessedItems?.[table] ?? []) as typeof open;
  }
}
