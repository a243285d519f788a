import type { TestProject } from 'vitest/node';
import { ENGINES, type EngineName } from '../../functions/local/engine/find-engine.ts';
import { startEngine } from '../../functions/local/engine/start-engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engine: { readonly name: EngineName; readonly endpoint: string };
  }
}

/** The engine that the project is named after, in memory for the project's whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = ENGINES.find((name) => name === project.name);
  const { name, endpoint, stop } = await startEngine({ engine });
  project.provide('engine', { name, endpoint });
  return stop;
}
