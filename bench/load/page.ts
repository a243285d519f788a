import type { Role } from '../../shared/actor.ts';
import { aimRow, megabytes, number } from '../format.ts';
import { type Machine, machineText } from '../machine.ts';
import { median } from '../statistics.ts';
import { PROJECTING } from './days.ts';
import { SAMPLE_EVERY_MS, type Stretch, type Watched, others } from './stretch.ts';
import { type Kind, halfAndMost } from './tally.ts';

export type LoadFigures = { machine: Machine; users: readonly Role[]; alone: Stretch; beside: Stretch };

const AIMS = { memory: 1.1 } as const;

/** Resident memory of the last quarter of a stretch by that of its second quarter. */
function growth({ samples }: Stretch, watched: Watched): number {
  const resident = samples[watched].map((sample) => sample.resident);
  const quarter = (part: number) =>
    resident.slice(Math.floor((resident.length * part) / 4), Math.floor((resident.length * (part + 1)) / 4));
  return median(quarter(3)) / median(quarter(1));
}

const cpuOf = ({ samples, seconds }: Stretch, watched: Watched): number => {
  const cpu = samples[watched].map((sample) => sample.cpu);
  return ((cpu.at(-1) ?? 0) - (cpu[0] ?? 0)) / seconds;
};

/** Resident memory through a stretch, in at most ten steps. */
function memoryRows({ samples }: Stretch): string[] {
  const { server, engine } = samples;
  const steps = Math.min(10, server.length - 1);
  const at = (step: number) => Math.round(((server.length - 1) * step) / steps);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const seconds = (at(step) * SAMPLE_EVERY_MS) / 1000;
    return `| ${number(seconds)} | ${megabytes(server[at(step)]?.resident ?? 0)} | ${megabytes(engine[at(step)]?.resident ?? 0)} |`;
  });
}

const apart = ({ errors, conflicts, limited, later }: Kind): string => `${errors} | ${conflicts} | ${limited} | ${later}`;

function kindRows({ alone, beside }: LoadFigures): string[] {
  const rows = [...alone.tally.kinds].sort(([, one], [, other]) => other.times.length - one.times.length);
  return [...rows.map(([name, kind]) => row(name, kind, beside.tally.kinds.get(name))), row('**all**', others(alone), others(beside))];
}

function row(name: string, kind: Kind, beside: Kind | undefined): string {
  const one = kind.times.length > 0 ? halfAndMost(kind) : undefined;
  const other = beside && beside.times.length > 0 ? halfAndMost(beside) : undefined;
  const ratio = (part: 'p50' | 'p99') => (one && other ? number(other[part] / one[part], 2) : '–');
  const times = one ? `${number(one.p50, 1)} | ${number(one.p99, 1)}` : '– | –';
  return `| ${name} | ${number(kind.times.length)} | ${times} | ${apart(kind)} | ${ratio('p50')} | ${ratio('p99')} |`;
}

/** Who sat at the desks, in words. */
const desks = (users: readonly Role[]): string =>
  [...new Set(users)].map((role) => `${users.filter((each) => each === role).length} ${role}`).join(', ');

/** The part of docs/performance-load.md on load. */
export function loadSection(figures: LoadFigures): string {
  const { machine, users, alone, beside } = figures;
  const [all, besides] = [others(alone), others(beside)];
  const wrong = all.errors + besides.errors + (beside.tally.kinds.get(PROJECTING)?.errors ?? 0);
  const limited = all.limited + besides.limited;
  const runs = beside.tally.kinds.get(PROJECTING);
  const [half, halfBeside] = [halfAndMost(all), halfAndMost(besides)];
  const perSecond = (kind: Kind, { seconds }: Stretch) => number(kind.times.length / seconds);
  return `
Written by \`npm run bench:load\` (\`bench/load/run.ts\`) on ${machine.day}; every number below is of that one run. ${machineText(machine)} Driver, server and engine share the cores: of one core the server took ${number(cpuOf(alone, 'server'), 2)}, the engine ${number(cpuOf(alone, 'engine'), 2)} and the driver ${number(cpuOf(alone, 'driver'), 2)}. Another machine has other milliseconds; compare the ratios.

| | measured | aim | |
|---|---|---|---|
${aimRow('requests not answered as documented', number(wrong), '0', wrong === 0)}
${aimRow('requests refused as too many', number(limited), '0', limited === 0)}
${aimRow('resident memory of the server, last quarter ÷ second quarter', number(growth(alone, 'server'), 2), `≤ ${AIMS.memory}`, growth(alone, 'server') <= AIMS.memory)}
${aimRow('resident memory of the engine, last quarter ÷ second quarter', number(growth(alone, 'engine'), 2), `≤ ${AIMS.memory}`, growth(alone, 'engine') <= AIMS.memory)}

The server is \`npm start\` with its data in a folder, begun on the demonstration province loaded beforehand (people included), so that nothing of the loading is in its memory. ${users.length} users (${desks(users)}) each ask for the next thing as soon as they are answered, without a pause: what they ask for is drawn by a seeded generator from [what their role does in a day](../bench/load/days.ts); HR officers and training coordinators have units of their own, correct headcounts with \`If-Match\` and record attendances with an \`Idempotency-Key\`. Limits of one token are off. After a minute of warm-up ${number(alone.seconds / 60, 1)} minutes were measured: ${number(all.times.length)} requests, **${perSecond(all, alone)} a second**, p50 ${number(half.p50, 1)} ms, p99 ${number(half.p99, 1)} ms. Then ${number(beside.seconds / 60, 1)} minutes while somebody stored one projection after the other (${number(runs?.times.length ?? 0)} runs, p50 ${runs && runs.times.length > 0 ? number(halfAndMost(runs).p50) : '–'} ms, ${number(runs?.later ?? 0)} told to ask again): ${perSecond(besides, beside)} a second, p50 ${number(halfBeside.p50, 1)} ms, p99 ${number(halfBeside.p99, 1)} ms, ${number(halfBeside.p50 / half.p50, 2)} and ${number(halfBeside.p99 / half.p99, 2)} times those without it.

Errors are answers other than the documented success and connections that failed. Answers that a caller can act upon count apart: 409 and 412 (somebody was there first), 429 (too many), 503 (ask again). The last two columns are p50 and p99 beside projections ÷ without them.

| | requests | p50 ms | p99 ms | errors | 409, 412 | 429 | 503 | p50 beside | p99 beside |
|---|---|---|---|---|---|---|---|---|---|
${kindRows(figures).join('\n')}

Resident memory, sampled every ${number(SAMPLE_EVERY_MS / 1000)} s:

| seconds | server | engine |
|---|---|---|
${memoryRows(alone).join('\n')}

`;
}
