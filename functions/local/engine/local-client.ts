import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** Client settings for an engine on this machine: any signature is accepted, nothing is read from the AWS profile. */
export const localClientConfig = (endpoint: string): DynamoDBClientConfig => ({
  endpoint,
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
