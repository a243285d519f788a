import fc from 'fast-check';
import type { Report } from '../../functions/api/http/request-event.ts';
import { type Case, casesOf } from './cases.ts';
import { type Finding, beyondScope, judge } from './judge.ts';
import { type Asker, type FuzzWorld, type Target, fuzzWorld, targetsIn, vocabularyOf } from './world.ts';

export type Found = Finding & { operation: string; index: number; asked: Case; status: number };
export type Outcome = {
  operation: string;
  cases: number;
  answered: number;
  refused: number;
  statuses: Record<string, number>;
  found: Found[];
};

/** A seed of its own for each operation, so that one can be repeated without the others. */
const seedOf = (name: string, seed: number): number => Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) | 0, seed);

/** The same refusal in the other language, for one refusal in so many: same code, a sentence of its own. */
const TRANSLATED_EACH = 7;

export async function prepareFuzz(endpoint?: string, listen?: Report) {
  const world = await fuzzWorld(endpoint, listen);
  const targets = targetsIn(world.known);
  const seen = await vocabularyOf(world, targets);
  return { world, targets, seen };
}
export type Prepared = Awaited<ReturnType<typeof prepareFuzz>>;

/** Asks an operation `cases` times, or only the case of one number, and tells what was wrong. */
export async function fuzzOperation(
  { world, seen }: Prepared,
  target: Target,
  cases: number,
  seed: number,
  only?: number,
): Promise<Outcome> {
  const { contract, askers, ok, sample } = target;
  const sampled = fc.sample(casesOf(contract, sample, seen), { seed: seedOf(contract.name, seed), numRuns: cases });
  const plain = {
    method: contract.method,
    path: sample.path,
    headers: { ...(contract.body ? { 'content-type': 'application/json' } : {}), ...sample.headers },
  };
  const first: Case = { story: 'the sample', ...plain, content: contract.body ? JSON.stringify(sample.body) : undefined };
  const outcome: Outcome = { operation: contract.name, cases: 0, answered: 0, refused: 0, statuses: {}, found: [] };
  for (const [index, asked] of [first, ...sampled].slice(0, cases).entries()) {
    if (only !== undefined && only !== index) continue;
    const asker = askers[index % askers.length] ?? null;
    const told = await world.ask(asked, asker);
    const findings = judge(contract, asked, told, asker && world.tokens.get(asker.role));
    if (asker?.scoped) findings.push(...beyondScope(asked, told));
    if (index === 0 && told.status !== ok) findings.push({ rule: 'sample-answered', what: `${told.status} ${told.text.slice(0, 300)}` });
    if (told.status === 201 && asked.method === contract.method)
      findings.push(...(await located(world, asker, told.headers.get('location'))));
    if (told.status >= 400 && index % TRANSLATED_EACH === 0) findings.push(...(await translated(world, asker, asked, told.text)));
    outcome.cases += 1;
    outcome.statuses[told.status] = (outcome.statuses[told.status] ?? 0) + 1;
    // An operation whose sample is a refusal (nobody may be erased in service) answers as it should with that refusal.
    if (told.status < 300 || (index === 0 && told.status === ok)) outcome.answered += 1;
    else if (told.status < 500) outcome.refused += 1;
    outcome.found.push(...findings.map((finding) => ({ ...finding, operation: contract.name, index, asked, status: told.status })));
    await world.undo();
  }
  return outcome;
}

async function located({ ask }: FuzzWorld, asker: Asker, location: string | null): Promise<Finding[]> {
  if (location === null) return [];
  const { status } = await ask({ method: 'GET', path: location, headers: {}, content: undefined }, asker);
  return status === 200 ? [] : [{ rule: 'location', what: `${location} answers ${status}` }];
}

async function translated({ ask }: FuzzWorld, asker: Asker, asked: Case, text: string): Promise<Finding[]> {
  if (asked.method === 'HEAD' || 'accept-language' in asked.headers) return [];
  const english = await ask({ ...asked, headers: { ...asked.headers, 'accept-language': 'en' } }, asker);
  const [one, other] = [text, english.text].map((each) => JSON.parse(each) as { code: string; title: string; detail: string });
  const same = one?.code === other?.code && one?.title !== other?.title && one?.detail !== other?.detail;
  return same ? [] : [{ rule: 'two-languages', what: `${one?.code} “${one?.detail}” and ${other?.code} “${other?.detail}”` }];
}
