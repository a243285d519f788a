import { ConditionalCheckFailedException, DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { TABLE } from '../../shared/store/table.ts';
import type { TableItem } from './tally.ts';

/**
 * Removes what has passed its time: saved answers, parts and results of jobs. DynamoDB does so by itself; an engine on one
 * machine keeps them, and with them what they say of people. Reads the whole table.
 * @returns how many items went
 */
export async function removeExpired({ client, table }: { client: DynamoDBClient; table: string }, nowSeconds: number): Promise<number> {
  const expiry = {
    names: { '#expiry': TABLE.timeToLive },
    values: { ':now': { N: String(nowSeconds) } },
  };
  let removed = 0;
  for (let from: TableItem | undefined, more = true; more; more = from !== undefined) {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        FilterExpression: '#expiry < :now',
        ProjectionExpression: 'pk, sk',
        ExpressionAttributeNames: expiry.names,
        ExpressionAttributeValues: expiry.values,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const { pk, sk } of page.Items ?? []) {
      if (!pk || !sk) continue;
      // Somebody may have written it anew meanwhile, with more time.
      const still = {
        ConditionExpression: '#expiry < :now',
        ExpressionAttributeNames: expiry.names,
        ExpressionAttributeValues: expiry.values,
      };
      removed += await client.send(new DeleteItemCommand({ TableName: table, Key: { pk, sk }, ...still })).then(
        () => 1,
        (error: unknown) => {
          if (error instanceof ConditionalCheckFailedException) return 0;
          throw error;
        },
      );
    }
    from = page.LastEvaluatedKey;
  }
  return removed;
}
