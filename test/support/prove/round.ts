import { loadDevelopmentIssuer } from '../../../functions/local/issuer/issuer.ts';
import type { Item } from '../../../shared/store/store.ts';
import { seeded } from '../writers.ts';
import { type Findings, check } from './check.ts';
import { Client, type Target } from './client.ts';
import { type Change, History, acknowledgements, outcomeOf } from './history.ts';
import { CLOSED_YEAR, MERGERS, POSTS_EACH, ROLES, type ProveRole, SCHOOLS, SETTING } from './province.ts';
import { type Ground, type Work, WORKS } from './works.ts';

const CLIENTS = 8;
/** Acknowledged requests that are made once more at the end of a round. */
const REPEATED = 15;

export type RoundOptions = {
  readonly seed: number;
  readonly milliseconds: number;
  readonly target: Target;
  /** Called when the setting stands and the clients begin, and when they have stopped: nothing may be in the way any more. */
  readonly begin?: () => void;
  readonly calm?: () => void | Promise<void>;
  readonly works?: readonly Work[];
  /** Changes of each client; absent: as many as there is time for. */
  readonly changes?: number;
};

export type Round = { readonly history: History; readonly client: Client; readonly ground: Ground };

/** Every client under each role, as people of their own: who submitted does not accept. */
async function tokensOf(names: readonly string[]): Promise<Map<string, string>> {
  const { sign } = await loadDevelopmentIssuer();
  const tokens = new Map<string, string>();
  for (const name of names)
    for (const [role, units] of Object.entries(ROLES) as [ProveRole, readonly string[]][])
      tokens.set(`${name} ${role}`, await sign({ subject: name, tenant: 'H49', role, units }));
  return tokens;
}

/** Makes the setting, then lets the clients change what they like until the time is over, and asks for some answers again. */
export async function runRound(options: RoundOptions): Promise<Round> {
  const { seed, milliseconds, target, works = WORKS, changes = Infinity } = options;
  const history = new History();
  const names = Array.from({ length: CLIENTS }, (_, number) => `r${seed}c${number}`);
  const setter = `r${seed}setting`;
  const tokens = await tokensOf([...names, setter]);
  const client = new Client(setter, seeded(seed), history, target, tokens);
  const ground: Ground = { course: await settle(client), pool: new Set(MERGERS), day: 0 };
  options.begin?.();
  const until = performance.now() + milliseconds;
  const clients = names.map((name, number) => new Client(name, seeded(seed * 100 + number), history, target, tokens));
  await Promise.all(
    clients.map(async (each) => {
      for (let done = 0; done < changes && performance.now() < until; done++)
        await (works[each.random(works.length)] as Work)(each, ground);
    }),
  );
  await options.calm?.();
  const authorOf = ({ name }: Change) => clients.find((each) => name.startsWith(`${each.name}-`)) ?? client;
  const keyed = history.changes.filter(({ headers }) => 'idempotency-key' in headers);
  // What nobody knows of is asked for again: most of it; the rest stays unknown.
  const open = keyed.filter((change) => outcomeOf(change) === 'unknown' && client.random(4) > 0);
  await Promise.all(open.map((change) => authorOf(change).repeat(change)));
  history.counts.resumed += open.length;
  const done = keyed.filter((change) => outcomeOf(change) === 'done');
  for (let times = 0; times < Math.min(REPEATED, done.length); times++) {
    const change = done[client.random(done.length)] as Change;
    const { reply } = await authorOf(change).repeat(change);
    if (reply?.status !== acknowledgements(change)[0]?.reply?.status)
      history.faults.push(`${change.kind} ${change.name}: acknowledged, and answered ${reply?.status} when repeated`);
  }
  for (const each of clients) each.close();
  return { history, client, ground };
}

/** Makes what is there before the clients begin; each step is repeated under its key until it is done. Answers the course. */
async function settle(client: Client): Promise<string> {
  let course = '';
  for (const [step, { path, as, body }] of SETTING.entries()) {
    const reply = await client.must({ method: 'POST', path, body, as, headers: { 'idempotency-key': `setting-${step}` } });
    const said = JSON.parse(reply.text) as { id?: string; refused?: number };
    if ((said.refused ?? 0) > 0) throw new Error(`the setting was refused: ${reply.text.slice(0, 2000)}`);
    course = said.id ?? course;
  }
  return course;
}

/** What the round has come to: the table as it is, the log by the service's own word, and everything against the history. */
export async function findingsOf({ history, client }: Round, read: () => Promise<Item[]>): Promise<Findings> {
  const verified = await verify(client);
  const frozen = await frozenSum(client);
  client.close();
  const items = await read();
  const entries = items.filter(({ pk }) => `${pk as string}`.startsWith('H49#LOG#')).length;
  const findings = check(history, items);
  const { model, violations } = findings;
  if (verified.entries !== entries || verified.faults > 0)
    violations.push(`/v1/audit/verify: ${verified.faults} faults, ${verified.entries} of ${entries} entries`);
  const whole = POSTS_EACH * (SCHOOLS.length + MERGERS.length + 1);
  for (const sum of [...(findings.ordered ? [model.totalOf(CLOSED_YEAR)] : []), ...frozen])
    if (sum !== whole) violations.push(`posts of ${CLOSED_YEAR} come to ${sum}, not to ${whole}`);
  return findings;
}

async function verify(client: Client): Promise<{ entries: number; faults: number }> {
  let [entries, faults] = [0, 0];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const found = await client.read(`/v1/audit/verify?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, 'auditor');
    const page = found?.body as { entries: number; faults: unknown[]; next: string | null };
    entries += page.entries;
    faults += page.faults.length;
    cursor = page.next;
  }
  return { entries, faults };
}

/** What each frozen edition of the closed year comes to: frozen in the middle of transfers, it holds all posts once. */
async function frozenSum(client: Client): Promise<number[]> {
  const sums: number[] = [];
  type Content = { units: { posts: { assigned: number }[] }[]; reserve: { assigned: number }[] };
  for (let edition = 1; edition <= 3; edition++) {
    const found = await client.read(`/v1/baselines/${CLOSED_YEAR}?edition=${edition}`, 'home-affairs');
    if (found?.status !== 200) break;
    const { content } = found.body as { content: Content };
    sums.push([...content.units.flatMap(({ posts }) => posts), ...content.reserve].reduce((sum, { assigned }) => sum + assigned, 0));
  }
  return sums;
}
