import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import type { UnitFacts } from '../../shared/domain/unit.ts';
import { registerUnits } from '../../shared/services/units/register-units.ts';
import { createTable } from '../../shared/store/create-table.ts';
import { keysOf } from '../../shared/store/keys.ts';
import { plainDateAt } from '../../shared/time.ts';
import { type Metafile, bytesOf } from '../../tools/bundle-bytes.ts';
import { openPlace } from '../place.ts';
import { interleaved, ratios, spreadOf } from '../statistics.ts';
import { type Part, buildContenders } from './contenders.ts';
import { coldStart, warmProcess } from './lambda-process.ts';
import { pageOf } from './page.ts';

const PAGE = new URL('../../docs/performance-aws.md', import.meta.url);
const ROUNDS = { cold: 15, warm: 21, times: 60, warmUp: 300 };
const TENANT = 'H49';
const UNITS = 100;
const DECISION = { number: '01/QĐ-UBND', date: '2021-01-04', issuedBy: 'UBND tỉnh' };

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const before = loadavg()[0] ?? 0;
const folder = await mkdtemp(join(tmpdir(), 'bienche-bench-aws-'));
const engine = await startEngine({ engine: 'dynoxide' });
const place = openPlace({ endpoint: engine.endpoint, table: 'bienche', tenant: TENANT });
const { issuer, audience, jwks, sign } = await loadDevelopmentIssuer(join(folder, 'issuer'));
const keys = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks)));
try {
  await createTable(place.client, place.table);
  const facts = (code: string, parent: string | null): UnitFacts => ({
    code,
    name: `Đơn vị ${code}`,
    kind: 'administrative',
    level: 'province',
    sector: 'administration',
    parent,
    sites: [],
  });
  const codes = Array.from({ length: UNITS - 1 }, (_, n) => `${TENANT}.${String(n + 1).padStart(3, '0')}`);
  const rows = [facts(TENANT, null), ...codes.map((code) => facts(code, TENANT))];
  const contextOf = place.contextOf('home-affairs', { key: 'units', bodyHash: 'units' });
  await registerUnits(contextOf, { rows: rows.map((row) => ({ ...row, from: '2021-01-01', decision: DECISION })), reason: null }, false);
  keys.listen(0, '127.0.0.1');
  await once(keys, 'listening');
  const environment = {
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    BIENCHE_STAGE: 'bench',
    BIENCHE_TABLE: place.table,
    BIENCHE_ISSUER: issuer,
    BIENCHE_AUDIENCE: audience,
    // Sent to by nobody here; loaded only when something is sent.
    BIENCHE_QUEUE: 'https://queue.example/jobs',
    BIENCHE_LIMIT_ALL: 'off',
    BIENCHE_LIMIT_HEAVY: 'off',
    BIENCHE_KEY_SET: `http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys`,
  };
  const token = await sign({ subject: 'officer-1', tenant: TENANT, role: 'home-affairs', units: [] });
  const event = (path: string, rawQueryString = '') => ({
    version: '2.0',
    rawPath: path,
    rawQueryString,
    headers: { host: 'api.example', authorization: `Bearer ${token}` },
    requestContext: { stage: '$default', requestId: 'JKJaXmPLvHcESHA=', domainName: 'api.example', http: { method: 'GET', path } },
    isBase64Encoded: false,
  });
  const unit = codes[0] ?? TENANT;
  const one = event(`/v1/units/${unit}`);
  const list = event('/v1/units', `limit=${UNITS}`);
  const bareOne = keysOf(TENANT).unit(unit);
  const bareList = { pk: keysOf(TENANT).units() };

  say('bundles');
  const { hello, bare, untuned, nodeWeb, eager, api, parts } = await buildContenders(folder);
  say('cold starts');
  const raw: Record<string, { imported: number[]; cpu: number[] }> = {};
  const cold = (name: string, bundle: string, first?: object) => async () => {
    const measured = await coldStart(bundle, environment, first);
    const kept = (raw[name] ??= { imported: [], cpu: [] });
    kept.imported.push(measured.imported);
    kept.cpu.push(measured.cpu);
    return measured.answered;
  };
  const starts = {
    hello: cold('hello', hello, one),
    bare: cold('bare', bare, bareOne),
    untuned: cold('untuned', untuned, one),
    nodeWeb: cold('nodeWeb', nodeWeb, one),
    eager: cold('eager', eager, one),
    api: cold('api', api, one),
  };
  const answered = await interleaved(starts, ROUNDS.cold);
  const coldRow = (name: keyof typeof starts) => ({
    answered: spreadOf(answered[name]),
    imported: spreadOf(raw[name]?.imported ?? []),
    cpu: spreadOf(raw[name]?.cpu ?? []),
    ratio: spreadOf(ratios(answered[name], answered.hello)),
    cpuRatio: spreadOf(ratios(raw[name]?.cpu ?? [], raw['hello']?.cpu ?? [])),
  });
  const loads = Object.fromEntries(Object.entries(parts).map(([name, bundle]) => [name, cold(name, bundle)])) as Record<
    Part,
    () => Promise<number>
  >;
  const loaded = await interleaved({ ...loads, all: cold('all', api) }, ROUNDS.cold);

  say('warm');
  const [warmApi, warmBare, warmHello] = [
    await warmProcess(api, environment),
    await warmProcess(bare, environment),
    await warmProcess(hello, environment),
  ];
  const contenders = {
    hello: () => warmHello.cpuOf(one, ROUNDS.times),
    bareOne: () => warmBare.cpuOf(bareOne, ROUNDS.times),
    apiOne: () => warmApi.cpuOf(one, ROUNDS.times),
    bareList: () => warmBare.cpuOf(bareList, ROUNDS.times),
    apiList: () => warmApi.cpuOf(list, ROUNDS.times),
  };
  for (const [of, asked] of [
    [warmApi, one],
    [warmApi, list],
    [warmBare, bareOne],
    [warmBare, bareList],
    [warmHello, one],
  ] as const)
    await of.cpuOf(asked, ROUNDS.warmUp);
  const cpu = await interleaved(contenders, ROUNDS.warm);
  for (const each of [warmApi, warmBare, warmHello]) await each.stop();

  const metafile = JSON.parse(await readFile(join(folder, 'built/api.json'), 'utf8')) as Metafile;
  const page = pageOf({
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model.trim() ?? process.arch,
      node: process.version.slice(1),
      day: plainDateAt(Date.now()),
      load: { before, after: loadavg()[0] ?? 0 },
    },
    bytes: { ...bytesOf(metafile, 'routes/units.ts'), untuned: (await stat(untuned)).size },
    cold: {
      hello: coldRow('hello'),
      bare: coldRow('bare'),
      untuned: coldRow('untuned'),
      nodeWeb: coldRow('nodeWeb'),
      eager: coldRow('eager'),
      api: coldRow('api'),
    },
    parts: Object.fromEntries(Object.entries(loaded).map(([name, values]) => [name, spreadOf(values)])) as Record<
      Part | 'all',
      ReturnType<typeof spreadOf>
    >,
    warm: {
      hello: spreadOf(cpu.hello),
      one: { bare: spreadOf(cpu.bareOne), api: spreadOf(cpu.apiOne), ratio: spreadOf(ratios(cpu.apiOne, cpu.bareOne)) },
      list: { bare: spreadOf(cpu.bareList), api: spreadOf(cpu.apiList), ratio: spreadOf(ratios(cpu.apiList, cpu.bareList)) },
    },
  });
  await writeFile(PAGE, page);
  process.stdout.write(page);
} finally {
  keys.close();
  place.client.destroy();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
}
