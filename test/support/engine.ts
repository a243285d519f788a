import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import type { EngineName } from '../../functions/local/engine/find-engine.ts';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import { createTableInput } from '../../shared/store/table.ts';

/** The engine that this run's tables live on. */
export const engineName = (): EngineName => inject('engine').name;

export type FreshTable = { readonly tableName: string; readonly config: DynamoDBClientConfig; readonly client: DynamoDBClient };

/** Where it answers. */
export const engineEndpoint = (): string => inject('engine').endpoint;

/** An empty table of its own for one suite, made from the only definition; on the run's engine, or on one of the caller's. */
export async function freshTable(endpoint = engineEndpoint()): Promise<FreshTable> {
  const tableName = `bienche-${randomUUID()}`;
  const config = localClientConfig(endpoint);
  const client = new DynamoDBClient(config);
  await client.send(new CreateTableCommand(createTableInput(tableName)));
  return { tableName, config, client };
}
