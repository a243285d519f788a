import { defineConfig } from 'vitest/config';
import { availableEngines, type EngineName, findEngine } from './functions/local/engine/find-engine.ts';

/** Suites that ask no database run once; every other suite runs on the first engine of this machine. */
const PURE = ['domain', 'law', 'problems', 'demo', 'house', 'infra', 'local'].map((area) => `test/${area}/**/*.test.ts`);
/** What depends on how an engine answers runs on each further engine too (Amazon's own, when Java is there). */
const ON_EVERY_ENGINE = ['store', 'services'].map((area) => `test/${area}/**/*.test.ts`);

findEngine();
const [first, ...others] = availableEngines();

const onEngine = (name: EngineName | undefined, include: string[], exclude: string[]) => ({
  extends: true as const,
  test: { name: `${name}`, include, exclude, globalSetup: 'test/support/engine-setup.ts' },
});

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 300_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE } },
      onEngine(first, ['test/**/*.test.ts'], PURE),
      ...others.map((name) => onEngine(name, ON_EVERY_ENGINE, [])),
    ],
  },
});
