import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { DEMO_TENANT } from '../../functions/local/demo/label.ts';
import { loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import { TABLE_NAME } from '../../functions/local/table-name.ts';
import { keysOf } from '../../shared/store/keys.ts';
import { child, dismiss } from '../child.ts';
import { DEMONSTRATION } from '../demonstration.ts';
import { HttpConnection } from '../http-connection.ts';
import { headcountConsumption } from '../measure-capacity.ts';
import { type Place, openPlace } from '../place.ts';
import { school } from '../school.ts';
import { type Spread, interleaved, median, ratios, spreadOf, timeOf } from '../statistics.ts';
import { type Size, lastOf } from './lay-out.ts';

/** What is asked; progress anew after a change, and once more when nothing has changed since. */
export const QUESTIONS = ['unit', 'list', 'progress', 'again'] as const;
export type Question = (typeof QUESTIONS)[number];

/** Milliseconds of the API and of a bare client beside it, and how they compare with the smallest table, round by round. */
export type Answered = { time: Spread; bare: Spread; ratio: Spread; growth: Spread; bareGrowth: Spread };
export type GrowthFigures = { size: Size; answered: Record<Question, Answered> }[];

/** Requests of a round that take little. */
const IN_TURN = 20;

type Ask = () => Promise<unknown>;
type Desk = { size: Size; place: Place; asks: Record<Question, { api: Ask; bare: Ask }>; close: () => Promise<void> };
type Pair = { api: number; bare: number };

/** Every size on an engine and an API process of its own, measured in turn within each round. */
export async function measureGrowth(sizes: readonly Size[], issuerFolder: string, rounds: number): Promise<GrowthFigures> {
  const desks: Desk[] = [];
  try {
    for (const size of sizes) desks.push(await openDesk(size, issuerFolder));
    await measureRounds(desks, 2);
    return figuresOf(desks, await measureRounds(desks, rounds));
  } finally {
    for (const { close } of desks) await close();
  }
}

async function openDesk(size: Size, issuerFolder: string): Promise<Desk> {
  const engine = await startEngine({ engine: 'dynoxide', dataDir: size.folder });
  const tenant = DEMO_TENANT;
  const place = openPlace({ endpoint: engine.endpoint, table: TABLE_NAME, tenant });
  const { process: api, message } = await child<{ port: number }>('api-process.ts', [engine.endpoint, TABLE_NAME, tenant, issuerFolder]);
  const connection = await HttpConnection.open(message.port);
  const { sign } = await loadDevelopmentIssuer(issuerFolder);
  const tokenOf = (province: string) => sign({ subject: 'bench-growth', tenant: province, role: 'home-affairs', units: [] });
  const token = await tokenOf(tenant);
  await connection.get('/v1/units/H49', await tokenOf(lastOf(size)));
  const one = await school(place);
  const keys = keysOf(tenant);
  const item = () => place.documents.send(new GetCommand({ TableName: TABLE_NAME, Key: keys.unit(one.unit), ConsistentRead: true }));
  const query = (pk: string) => () =>
    place.documents.send(
      new QueryCommand({
        TableName: TABLE_NAME,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        Limit: 100,
        ConsistentRead: true,
      }),
    );
  const units = query(keys.units());
  const posts = query(keys.postsOfYear(+DEMONSTRATION.asOf.slice(0, 4)));
  const get = (path: string) => () => connection.get(path, token);
  const progress = get(`/v1/progress?asOf=${DEMONSTRATION.asOf}`);
  return {
    size,
    place,
    asks: {
      unit: { api: get(`/v1/units/${one.unit}`), bare: item },
      list: { api: get(`/v1/units?asOf=${DEMONSTRATION.asOf}&limit=100`), bare: units },
      progress: { api: progress, bare: posts },
      again: { api: progress, bare: posts },
    },
    close: async () => {
      connection.close();
      await dismiss(api);
      place.client.destroy();
      await engine.stop();
    },
  };
}

/** Of each question and size so many pairs of milliseconds. */
async function measureRounds(desks: readonly Desk[], rounds: number): Promise<Map<Question, Pair[][]>> {
  const measured = new Map(QUESTIONS.map((question) => [question, desks.map((): Pair[] => [])]));
  for (let round = 0; round < rounds; round++)
    for (const question of QUESTIONS)
      for (let turn = 0; turn < desks.length; turn++) {
        const number = (round + turn) % desks.length;
        const { asks, place } = desks[number] as Desk;
        // Somebody records something, so that nothing worked out before stands any more.
        if (question === 'progress') await headcountConsumption(place, await school(place));
        measured.get(question)?.[number]?.push(await inTurn(asks[question], question === 'unit' || question === 'list' ? IN_TURN : 1));
      }
  return measured;
}

async function inTurn({ api, bare }: { api: Ask; bare: Ask }, requests: number): Promise<Pair> {
  const times = await interleaved({ api: () => timeOf(api), bare: () => timeOf(bare) }, requests);
  return { api: median(times.api), bare: median(times.bare) };
}

function figuresOf(desks: readonly Desk[], measured: Map<Question, Pair[][]>): GrowthFigures {
  const of = (question: Question, number: number, side: keyof Pair) => measured.get(question)?.[number]?.map((pair) => pair[side]) ?? [];
  const answered = (question: Question, number: number): Answered => {
    const [api, bare] = [of(question, number, 'api'), of(question, number, 'bare')];
    return {
      time: spreadOf(api),
      bare: spreadOf(bare),
      ratio: spreadOf(ratios(api, bare)),
      growth: spreadOf(ratios(api, of(question, 0, 'api'))),
      bareGrowth: spreadOf(ratios(bare, of(question, 0, 'bare'))),
    };
  };
  return desks.map(({ size }, number) => ({
    size,
    answered: Object.fromEntries(QUESTIONS.map((question) => [question, answered(question, number)])) as Record<Question, Answered>,
  }));
}
