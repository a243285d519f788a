import type { Answer, Ask, Between } from './engine-proxy.ts';

/** A bug that a change of the code could bring, planted between the service and its table; the checker must find each. */
export const PLANTS = [
  'no-conditions',
  'no-audit-entry',
  'retry-applied-twice',
  'acknowledged-before-commit',
  'half-written-chunk',
  'stale-reads',
  'one-side-of-a-transfer',
] as const;
export type Plant = (typeof PLANTS)[number];

type Action = { Put?: { Item?: { pk?: { S?: string }; sk?: { S?: string } }; ConditionExpression?: string } };
const actionsOf = ({ body }: Ask): Action[] => (body['TransactItems'] ?? []) as Action[];
const placeOf = ({ Put }: Action): string => `${Put?.Item?.pk?.S ?? ''}|${Put?.Item?.sk?.S ?? ''}`;
const withActions = (ask: Ask, TransactItems: readonly unknown[]): Ask => ({ ...ask, body: { ...ask.body, TransactItems } });
const isRecord = (action: Action): boolean => /^H49#(HC|POSTS|SF|TRAIN)#/.test(placeOf(action));

/** Only transactions pass changed; the rest as it is. */
const inTransactions =
  (tamper: (actions: readonly Action[]) => readonly unknown[]): Between =>
  (ask, forward) =>
    forward(ask.operation === 'TransactWriteItems' ? withActions(ask, tamper(actionsOf(ask))) : ask);

/** A put without what it insisted on. */
function unconditional({ Put, ...other }: Action): unknown {
  if (!Put) return other;
  const { ConditionExpression, ...put } = Put;
  // Values that no expression names are refused.
  const { ExpressionAttributeNames: _names, ExpressionAttributeValues: _values, ...bare } = put as Record<string, unknown>;
  return { Put: ConditionExpression === undefined ? put : bare };
}

const without = (gone: RegExp) => inTransactions((actions) => actions.filter((action) => !gone.test(placeOf(action))));

/** Drops every other one of the records that match, where there are several. */
const halved = (applies: (actions: readonly Action[]) => boolean) =>
  inTransactions((actions) => {
    if (!applies(actions)) return actions;
    const records = actions.filter(isRecord);
    return actions.filter((action) => !isRecord(action) || records.indexOf(action) % 2 === 0);
  });

/** Every tenth transaction is said to be done, and is not. */
function acknowledging(): Between {
  let seen = 0;
  return (ask, forward) => {
    seen += ask.operation === 'TransactWriteItems' ? 1 : 0;
    const lost = ask.operation === 'TransactWriteItems' && seen % 10 === 0 && actionsOf(ask).some(isRecord);
    return lost ? Promise.resolve({ status: 200, body: {} }) : forward(ask);
  };
}

/** Reads of records are answered as they were answered first, for a second. */
function stale(): Between {
  const kept = new Map<string, { answer: Answer; until: number }>();
  return async (ask, forward) => {
    const text = JSON.stringify(ask.body);
    const isRead = ask.operation === 'BatchGetItem' || ask.operation === 'GetItem';
    if (!isRead || !/H49#(HC|POSTS|SF)#/.test(text) || text.includes('H49#HEAD')) return forward(ask);
    const known = kept.get(text);
    if (known && performance.now() < known.until) return known.answer;
    const answer = await forward(ask);
    kept.set(text, { answer, until: performance.now() + 1000 });
    return answer;
  };
}

export const planted: Readonly<Record<Plant, () => Between>> = {
  'no-conditions': () => inTransactions((actions) => actions.map(unconditional)),
  'no-audit-entry': () => without(/^H49#LOG#/),
  'retry-applied-twice': () => without(/^H49#IDEM#/),
  'acknowledged-before-commit': acknowledging,
  'half-written-chunk': () => halved((actions) => actions.some((action) => placeOf(action).includes('|CHUNK#'))),
  'stale-reads': stale,
  'one-side-of-a-transfer': () => halved((actions) => actions.filter((action) => /#POSTS#/.test(placeOf(action))).length === 2),
};
