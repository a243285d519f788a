import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import { loadFolder } from '../load-folder.ts';
import { loadAverage, machineOf } from '../machine.ts';
import { writeSection } from '../sections.ts';
import { loadSection } from './page.ts';
import { engineOf } from './process-figures.ts';
import { startServer } from './server.ts';
import { work } from './stretch.ts';
import { seatUsers, sessionOf } from './users.ts';

/** `npm run bench:load -- [--minutes 10] [--projecting 3] [--users 16] [--data DIR]` writes its part of docs/performance-load.md. */
const PAGE = new URL('../../docs/performance-load.md', import.meta.url);
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    projecting: { type: 'string', default: '3' },
    users: { type: 'string', default: '16' },
    data: { type: 'string' },
  },
});
const minutes = (text: string): number => Number(text) * 60_000;
const WARM_UP_MS = 60_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const before = loadAverage();
const folder = await mkdtemp(join(tmpdir(), 'bienche-bench-load-'));
const dataDir = values.data ?? join(folder, 'data');
try {
  say('load of the demonstration province, people included');
  await loadFolder(dataDir, true);
  const server = await startServer(dataDir);
  try {
    const place = { base: server.base, sign: (await loadDevelopmentIssuer()).sign };
    const users = await seatUsers(place, Number(values.users));
    const pids = { server: server.pid, engine: await engineOf(server.pid), driver: process.pid };
    say('warm-up');
    await work(users, WARM_UP_MS, pids);
    say(`${values.minutes} minutes of ${users.length} users`);
    const alone = await work(users, minutes(values.minutes), pids);
    say(`${values.projecting} minutes beside projections`);
    const planner = await sessionOf(place, 'load-planner', 'home-affairs', [], users.length + 1);
    const beside = await work(users, minutes(values.projecting), pids, planner);
    for (const complaint of [...alone.tally.complaints, ...beside.tally.complaints]) say(complaint);
    const text = loadSection({ machine: machineOf('dynoxide', before), users: users.map(({ role }) => role), alone, beside });
    await writeSection(PAGE, 'load', text);
    process.stdout.write(text);
  } finally {
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
