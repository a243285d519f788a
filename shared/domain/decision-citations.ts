import type { Decision } from './vocabulary.ts';

/**
 * The number of a decision as it is looked up, whatever way it was written down: one Unicode form and case, no word "số"
 * before it, one kind of dash, no spaces around signs, no leading zeros ("Số 01/QÐ – UBND" and "1/qđ-ubnd" are one
 * number). Several bodies, and several years, may use one number: date and issuing body tell them apart.
 */
export function decisionKey(number: string): string {
  const said = number
    .normalize('NFC')
    .trim()
    .toUpperCase()
    // Eth and African D look like the Vietnamese letter, and old fonts have left them in many texts.
    .replace(/[\u00d0\u0189]/g, 'Đ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ');
  const bare = said
    .replace(/^(SỐ|SO|NO\.?)[ :]+/u, '')
    .replace(/ ?([/\-.]) ?/g, '$1')
    .replace(/^0+(?=\d)/, '');
  return bare === '' ? said : bare;
}

/** What tells decisions of one number apart. */
export const decisionGroup = ({ date, issuedBy }: Pick<Decision, 'date' | 'issuedBy'>): string =>
  `${date}|${issuedBy.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ')}`;

const nameOf = (decision: Decision): string => `${decisionKey(decision.number)}|${decisionGroup(decision)}`;

/** Every decision that a JSON value cites anywhere inside it, each once. */
export function decisionsIn(value: unknown): Decision[] {
  const found = new Map<string, Decision>();
  const open: unknown[] = [value];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== 'object' || at === null) continue;
    if (isDecision(at)) found.set(nameOf(at), at);
    else open.push(...(Object.values(at) as unknown[]).filter((part) => typeof part === 'object'));
  }
  return [...found.values()];
}

const isDecision = (value: object): value is Decision =>
  'number' in value &&
  'issuedBy' in value &&
  'date' in value &&
  Object.keys(value).length === 3 &&
  [value.number, value.issuedBy, value.date].every((part) => typeof part === 'string');

/** A change as far as it can rest on decisions. */
type Cited = { before: unknown; after: unknown };

/**
 * The decisions that a transaction's changes rest on, with the places of those changes: that of the whole transaction
 * covers every change; a change besides rests on those that its record cites now and did not cite before.
 */
export function citationsOf(whole: Decision | null, changes: readonly Cited[]): { decision: Decision; changes: number[] }[] {
  const cited = new Map<string, { decision: Decision; changes: number[] }>();
  for (const [index, { before, after }] of changes.entries()) {
    const known = new Set(decisionsIn(before).map(nameOf));
    const fresh = decisionsIn(after).filter((decision) => !known.has(nameOf(decision)));
    const resting = new Map([...(whole ? [whole] : []), ...fresh].map((decision) => [nameOf(decision), decision]));
    for (const [name, decision] of resting) {
      const one = cited.get(name) ?? { decision, changes: [] };
      one.changes.push(index);
      cited.set(name, one);
    }
  }
  return [...cited.values()];
}
