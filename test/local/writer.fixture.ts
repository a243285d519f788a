// A process of its own, to be killed: starts an engine on the folder, writes numbered items, prints each once acknowledged.
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ENGINES } from '../../functions/local/engine/find-engine.ts';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { createTableInput } from '../../shared/store/table.ts';

const [name, dataDir, tableName = ''] = process.argv.slice(2);
const engine = await startEngine({ engine: ENGINES.find((known) => known === name), dataDir });
const client = new DynamoDBClient(localClientConfig(engine.endpoint));
await client.send(new CreateTableCommand(createTableInput(tableName)));
process.stdout.write(`${engine.pid}\n`);
for (let count = 0; ; count += 1) {
  await client.send(new PutItemCommand({ TableName: tableName, Item: { pk: { S: 'written' }, sk: { S: `${count}` } } }));
  process.stdout.write(`${count}\n`);
}
