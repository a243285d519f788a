import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { TABLE } from '../../shared/store/table.ts';
import type { Stage } from '../stages.ts';

/** What the store asks of the table; a test compares it with the commands in shared/store. */
const TABLE_ACTIONS = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map(
  (name) => `dynamodb:${name}`,
);
const KEY_ACTIONS = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'DescribeKey'].map((name) => `kms:${name}`);

/** Exactly what the store does, on this table and its index, and the key through the table alone. */
export function tableRights(stack: Stack, { stage, key, table }: { stage: Stage; key: IKey; table: string }): PolicyStatement[] {
  const tableArn = stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: table });
  return [
    new PolicyStatement({ actions: TABLE_ACTIONS, resources: [tableArn] }),
    new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${tableArn}/index/${TABLE.index.name}`] }),
    new PolicyStatement({
      actions: KEY_ACTIONS,
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${stage.region}.amazonaws.com` } },
    }),
  ];
}
