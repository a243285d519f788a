import type { Answer, Ask } from './engine-proxy.ts';

/** What can go wrong between the service and its table. `-after`: the engine has carried it out, and nobody is told. */
export const FAULTS = [
  'delay',
  'cut-before',
  'cut-after',
  'hang-before',
  'hang-after',
  'error-before',
  'error-after',
  'unavailable',
  'throttled',
  'throughput',
  'request-limit',
  'in-progress',
  'cancelled',
  'truncated',
  'garbled',
  'partial',
] as const;
export type Fault = (typeof FAULTS)[number];
/** Under which name a batch's rest is told. */
export type Told = 'UnprocessedKeys' | 'UnprocessedItems';

/** Faults of a thousand requests, in a run of faults: about one request of the service in three meets one. */
export const USUAL_FAULTS: Readonly<Record<Fault, number>> = {
  delay: 30,
  'cut-before': 8,
  'cut-after': 12,
  'hang-before': 1,
  'hang-after': 2,
  'error-before': 6,
  'error-after': 8,
  unavailable: 4,
  throttled: 6,
  throughput: 6,
  'request-limit': 4,
  'in-progress': 10,
  cancelled: 20,
  truncated: 6,
  garbled: 4,
  partial: 40,
};

const BATCHES: readonly string[] = ['BatchGetItem', 'BatchWriteItem'];

/** Whether a fault can meet an operation. */
export const isFault = (fault: Fault, operation: string): boolean =>
  fault === 'partial'
    ? BATCHES.includes(operation)
    : ['cancelled', 'in-progress'].includes(fault)
      ? operation === 'TransactWriteItems'
      : true;

const TYPES: Readonly<Partial<Record<Fault, readonly [status: number, type: string]>>> = {
  'error-before': [500, 'com.amazonaws.dynamodb.v20120810#InternalServerError'],
  unavailable: [503, 'com.amazon.coral.availability#ServiceUnavailable'],
  throttled: [400, 'com.amazon.coral.availability#ThrottlingException'],
  throughput: [400, 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException'],
  'request-limit': [400, 'com.amazonaws.dynamodb.v20120810#RequestLimitExceeded'],
  'in-progress': [400, 'com.amazonaws.dynamodb.v20120810#TransactionInProgressException'],
};

/** What the table says instead of carrying something out. */
export function refusalOf(fault: Fault, { body }: Ask): Answer | undefined {
  if (fault === 'cancelled') {
    const actions = body['TransactItems'] as unknown[];
    const reasons = actions.map((_, index) => ({ Code: index === 0 ? 'TransactionConflict' : index === 1 ? 'ThrottlingError' : 'None' }));
    return {
      status: 400,
      body: { ...problem('com.amazonaws.dynamodb.v20120810#TransactionCanceledException'), CancellationReasons: reasons },
    };
  }
  const [status, type] = TYPES[fault] ?? [];
  return status === undefined || type === undefined ? undefined : { status, body: problem(type) };
}

const problem = (__type: string) => ({ __type, message: 'injected' });
