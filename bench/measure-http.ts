import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { localClientConfig } from '../functions/local/engine/local-client.ts';
import { loadDevelopmentIssuer } from '../functions/local/issuer/issuer.ts';
import { child, dismiss } from './child.ts';
import { HttpConnection } from './http-connection.ts';
import type { Place } from './place.ts';
import { type Spread, interleaved, median, ratios, spreadOf, timeOf } from './statistics.ts';

/** The bare GetItem, a unit for either role, and /healthz, which reads nothing: what HTTP alone takes. */
const WAYS = ['bare', 'home', 'hr', 'hop'] as const;
type Way = (typeof WAYS)[number];
/** Asks over one of the connections. */
type Ask = (connection: HttpConnection) => Promise<unknown>;

/** Milliseconds of a request one way, those of the bare GetItems measured with it, and the ratio round by round. */
export type WayFigures = Record<Way, { time: Spread; bare: Spread; ratio: Spread }>;
export type HttpFigures = {
  inTurn: WayFigures;
  inARow: WayFigures;
  inFlight: WayFigures;
  rounds: number;
  requests: number;
  atOnce: number;
};

const AT_ONCE = 8;

/**
 * GET of one unit over HTTP (a server process, loopback, keep-alive, a signed token) against the bare SDK's GetItem of its
 * item from the same engine, three times: in turn, request by request; so many in a row each way; several in flight.
 */
export async function measureHttp(
  place: Place,
  { unit, under, issuerFolder, rounds, requests }: { unit: string; under: string; issuerFolder: string; rounds: number; requests: number },
): Promise<HttpFigures> {
  const { endpoint, table, tenant } = place;
  const { process: server, message } = await child<{ port: number }>('api-process.ts', [endpoint, table, tenant, issuerFolder]);
  const connections = await Promise.all(Array.from({ length: AT_ONCE }, () => HttpConnection.open(message.port)));
  const { sign } = await loadDevelopmentIssuer(issuerFolder);
  const home = await sign({ subject: 'bench-home', tenant, role: 'home-affairs', units: [] });
  const hr = await sign({ subject: 'bench-hr', tenant, role: 'hr-officer', units: [under] });
  const client = new DynamoDBClient(localClientConfig(endpoint));
  const command = () =>
    new GetItemCommand({ TableName: table, Key: { pk: { S: `${tenant}#UNITS` }, sk: { S: unit } }, ConsistentRead: true });
  const ways: Record<Way, Ask> = {
    bare: async () => {
      if (!(await client.send(command())).Item) throw new Error(`${unit} is not there`);
    },
    home: (connection) => connection.get(`/v1/units/${unit}`, home),
    hr: (connection) => connection.get(`/v1/units/${unit}`, hr),
    hop: (connection) => connection.get('/healthz', null),
  };
  const [first] = connections as [HttpConnection, ...HttpConnection[]];
  const measure = async (pair: (way: Ask, bare: Ask) => Promise<Pair>) => {
    await figuresOf(ways, rounds, pair);
    return figuresOf(ways, rounds, pair);
  };
  const both = (time: (ask: Ask) => Promise<number>) => async (way: Ask, bare: Ask) => ({ way: await time(way), bare: await time(bare) });
  try {
    const inTurn = await measure((way, bare) => turnByTurn(way, bare, first, requests));
    const inARow = await measure(both((ask) => oneByOne(ask, first, requests)));
    const inFlight = await measure(both((ask) => sideBySide(ask, connections, requests)));
    return { inTurn, inARow, inFlight, rounds, requests, atOnce: AT_ONCE };
  } finally {
    for (const connection of connections) connection.close();
    client.destroy();
    await dismiss(server);
  }
}

type Pair = { way: number; bare: number };

/** Rounds of every way, each against a bare GetItem of its own; the first of the ways is the bare GetItem against itself. */
async function figuresOf(ways: Record<Way, Ask>, rounds: number, measure: (way: Ask, bare: Ask) => Promise<Pair>): Promise<WayFigures> {
  const pairs = Object.fromEntries(WAYS.map((way) => [way, [] as Pair[]])) as Record<Way, Pair[]>;
  for (let round = 0; round < rounds; round++) for (const way of WAYS) pairs[way].push(await measure(ways[way], ways.bare));
  const figures = WAYS.map((way) => {
    const times = pairs[way].map((pair) => pair.way);
    const bares = pairs[way].map((pair) => pair.bare);
    return [way, { time: spreadOf(times), bare: spreadOf(bares), ratio: spreadOf(ratios(times, bares)) }];
  });
  return Object.fromEntries(figures) as WayFigures;
}

async function turnByTurn(way: Ask, bare: Ask, connection: HttpConnection, requests: number): Promise<Pair> {
  const asks = { way: () => timeOf(() => way(connection)), bare: () => timeOf(() => bare(connection)) };
  const times = await interleaved(asks, requests);
  return { way: median(times.way), bare: median(times.bare) };
}

async function oneByOne(ask: Ask, connection: HttpConnection, requests: number): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < requests; count++) times.push(await timeOf(() => ask(connection)));
  return median(times);
}

async function sideBySide(ask: Ask, connections: readonly HttpConnection[], requests: number): Promise<number> {
  let left = requests;
  const worker = async (connection: HttpConnection) => {
    while (left-- > 0) await ask(connection);
  };
  return (await timeOf(() => Promise.all(connections.map(worker)))) / requests;
}
