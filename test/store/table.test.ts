import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import { createTable } from '../../shared/store/create-table.ts';
import { TABLE, createTableInput } from '../../shared/store/table.ts';
import { freshTable } from '../support/engine.ts';

describe('the table', () => {
  it('is one table with one index that holds keys only', async () => {
    const { client, tableName } = await freshTable();
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    expect(Table?.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(Table?.GlobalSecondaryIndexes).toMatchObject([
      {
        IndexName: TABLE.index.name,
        KeySchema: [
          { AttributeName: 'gsi1pk', KeyType: 'HASH' },
          { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ]);
  });

  it('declares no attribute but its keys, and is paid by request', () => {
    const { AttributeDefinitions = [], BillingMode } = createTableInput('x');
    expect(AttributeDefinitions.map(({ AttributeName }) => AttributeName)).toEqual(['pk', 'sk', 'gsi1pk', 'gsi1sk']);
    expect(BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('is made once: a second start finds it and says that it was there', async () => {
    const client = new DynamoDBClient(localClientConfig(inject('engine').endpoint));
    const name = `bienche-twice-${process.pid}`;
    expect(await createTable(client, name)).toBe(true);
    expect(await createTable(client, name)).toBe(false);
  });

  it('that cannot be made is an error', async () => {
    const client = new DynamoDBClient(localClientConfig(inject('engine').endpoint));
    await expect(createTable(client, 'x')).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
