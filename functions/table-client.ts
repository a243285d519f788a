import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** How long the table may take: to connect, to answer one try, between two pieces of an answer; and how often it is asked. */
export type TableLimits = { readonly connect: number; readonly answer: number; readonly tries: number };

/** A try that takes longer than a quarter of what a request may take is not waited for. */
const LIMITS: TableLimits = { connect: 1_000, answer: 5_000, tries: 3 };

/** The client of the table that every trigger uses: no call to the table waits without an end. */
export const tableClient = (config: DynamoDBClientConfig, { connect, answer, tries }: TableLimits = LIMITS): DynamoDBClient =>
  new DynamoDBClient({
    ...config,
    maxAttempts: tries,
    requestHandler: { connectionTimeout: connect, requestTimeout: answer, socketTimeout: answer, throwOnRequestTimeout: true },
  });
