/** A list price: what for, in US dollars, per how much, and whether it was read or recalled. */
export type Price = {
  readonly of: string;
  readonly dollars: number;
  readonly per: string;
  readonly source: string;
  readonly sourceStatus: 'read' | 'recalled';
};

/** Prices of us-east-1, as recalled on the date; the pages were not read, and other regions differ. */
export const PRICES_AS_OF = '2026-11-23';
const recalled = (of: string, dollars: number, per: string, page: string): Price => ({
  of,
  dollars,
  per,
  source: `https://aws.amazon.com/${page}/pricing/`,
  sourceStatus: 'recalled',
});

export const PRICES = {
  kmsKey: recalled('KMS: one key', 1, 'month', 'kms'),
  alarm: recalled('CloudWatch: one alarm', 0.1, 'month', 'cloudwatch'),
  dashboard: recalled('CloudWatch: one dashboard', 3, 'month', 'cloudwatch'),
  metric: recalled('CloudWatch: one custom metric', 0.3, 'month', 'cloudwatch'),
  logs: recalled('CloudWatch: logs taken in', 0.5, 'GB', 'cloudwatch'),
  httpApi: recalled('API Gateway: HTTP API', 1, 'million requests', 'api-gateway'),
  lambdaRequests: recalled('Lambda: requests', 0.2, 'million', 'lambda'),
  lambdaTime: recalled('Lambda: arm64', 0.0000133334, 'GB-second', 'lambda'),
  queue: recalled('SQS: standard queue', 0.4, 'million requests', 'sqs'),
  tableRead: recalled('DynamoDB on demand: read units', 0.125, 'million', 'dynamodb'),
  tableWrite: recalled('DynamoDB on demand: write units', 0.625, 'million', 'dynamodb'),
  tableStorage: recalled('DynamoDB: storage', 0.25, 'GB-month', 'dynamodb'),
  tableBackup: recalled('DynamoDB: point-in-time recovery', 0.2, 'GB-month', 'dynamodb'),
  users: recalled('Cognito Plus: active users', 0.02, 'user and month', 'cognito'),
} as const satisfies Record<string, Price>;
