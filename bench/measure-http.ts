import { Agent, request } from 'node:http';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { loadDevelopmentIssuer } from '../functions/local/issuer/issuer.ts';
import { child, dismiss } from './child.ts';
import { type Place, openPlace } from './place.ts';
import { type Spread, interleaved, median, ratios, spreadOf, timeOf } from './statistics.ts';

/** Milliseconds of one request each, and each way as a multiple of the bare GetItem of the same rounds. */
export type HttpFigures = Record<'bare' | 'home' | 'hr' | 'hop', Spread> & { homeRatio: Spread; hrRatio: Spread; requests: number };

/**
 * GET of one unit over HTTP (a server process, loopback, keep-alive, a signed token) against the bare SDK's GetItem of the same
 * item from the same engine, in turn. `hop` asks for /healthz, which reads nothing: what HTTP alone takes.
 */
export async function measureHttp(
  place: Place,
  { unit, under, issuerFolder, rounds, requests }: { unit: string; under: string; issuerFolder: string; rounds: number; requests: number },
): Promise<HttpFigures> {
  const { endpoint, table, tenant } = place;
  const { process: server, message } = await child<{ port: number }>('api-process.ts', [endpoint, table, tenant, issuerFolder]);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { sign } = await loadDevelopmentIssuer(issuerFolder);
  const home = await sign({ subject: 'bench-home', tenant, role: 'home-affairs', units: [] });
  const hr = await sign({ subject: 'bench-hr', tenant, role: 'hr-officer', units: [under] });
  const { client } = openPlace({ endpoint, table, tenant });
  const command = () =>
    new GetItemCommand({ TableName: table, Key: { pk: { S: `${tenant}#UNITS` }, sk: { S: unit } }, ConsistentRead: true });
  const middleOf = (ask: () => Promise<unknown>) => async () => {
    const times: number[] = [];
    for (let count = 0; count < requests; count++) times.push(await timeOf(ask));
    return median(times);
  };
  const contenders = {
    bare: middleOf(async () => {
      if (!(await client.send(command())).Item) throw new Error(`${unit} is not there`);
    }),
    home: middleOf(() => ask(agent, message.port, `/v1/units/${unit}`, home)),
    hr: middleOf(() => ask(agent, message.port, `/v1/units/${unit}`, hr)),
    hop: middleOf(() => ask(agent, message.port, '/healthz', null)),
  };
  try {
    await interleaved(contenders, Math.ceil(rounds / 2));
    const times = await interleaved(contenders, rounds);
    return {
      bare: spreadOf(times.bare),
      home: spreadOf(times.home),
      hr: spreadOf(times.hr),
      hop: spreadOf(times.hop),
      homeRatio: spreadOf(ratios(times.home, times.bare)),
      hrRatio: spreadOf(ratios(times.hr, times.bare)),
      requests,
    };
  } finally {
    agent.destroy();
    client.destroy();
    await dismiss(server);
  }
}

/** One request, answered 200 and parsed. */
function ask(agent: Agent, port: number, path: string, token: string | null): Promise<unknown> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.once('error', reject);
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${path} answered ${String(answer.statusCode)}: ${text}`));
      });
    });
    sent.once('error', reject).end();
  });
}
