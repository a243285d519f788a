import { Refusal } from '../errors.ts';

const NAMES = [
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TransactionInProgressException',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
];

/** What the table cannot do just now (throttling, its own failure, no answer in time) is refused as busy; any other error stays what it is. */
export async function orBusy<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const { name = '', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    if (NAMES.includes(name) || ($metadata?.httpStatusCode ?? 0) >= 500) throw new Refusal('busy');
    throw error;
  }
}
