import { availableParallelism, cpus, loadavg } from 'node:os';
import { plainDateAt } from '../shared/time.ts';
import { number } from './format.ts';

/** Where and when a run was made, and how busy the machine was before and after it. */
export type Machine = {
  cores: number;
  processor: string;
  node: string;
  engine: string;
  day: string;
  load: { before: number; after: number };
};

export const loadAverage = (): number => loadavg()[0] ?? 0;

/** Asked at the end of a run. */
export const machineOf = (engine: string, before: number): Machine => ({
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? process.arch,
  node: process.version.slice(1),
  engine,
  day: plainDateAt(Date.now()),
  load: { before, after: loadAverage() },
});

/** The machine in a sentence. */
export const machineText = ({ cores, processor, node, engine, load }: Machine): string =>
  `Machine: ${cores} cores (${processor}), Node ${node}, engine ${engine} with its data in a folder of a local disk; load average ${number(load.before, 1)} before and ${number(load.after, 1)} after the run.`;
