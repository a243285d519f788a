import { Refusal } from '../errors.ts';

const NAMES = [
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TransactionInProgressException',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  // The request ran out of time.
  'AbortError',
  // An answer that was cut short.
  'SyntaxError',
];

/** What node says of a connection that was refused, cut, or could not be made. */
const CODES = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * What the table cannot do just now (throttling, its own failure, no connection, no whole answer in time) is refused as busy;
 * any other error stays what it is. A change that was asked for may have been made all the same.
 */
export async function orBusy<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const { name = '', code = '', $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
    if (NAMES.includes(name) || CODES.includes(code) || ($metadata?.httpStatusCode ?? 0) >= 500) throw new Refusal('busy');
    throw error;
  }
}
