import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { realWorld } from '../functions/api/world.ts';
import { localClientConfig } from '../functions/local/engine/local-client.ts';
import { type LocalContext, localContext } from '../functions/local/local-context.ts';
import { documentsOf } from '../shared/store/store.ts';

/** A table on an engine, as every process of a run opens it for itself. */
export type Address = { readonly endpoint: string; readonly table: string; readonly tenant: string };

export type Place = Address & {
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  readonly contextOf: LocalContext;
};

export function openPlace(address: Address): Place {
  const client = new DynamoDBClient(localClientConfig(address.endpoint));
  const documents = documentsOf(client);
  const contextOf = localContext({ documents, table: address.table, world: realWorld() }, address.tenant);
  return { ...address, client, documents, contextOf };
}
