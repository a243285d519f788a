import { SingleBar } from 'cli-progress';
import { type DemoProvince, demonstrationProvince } from './demo/index.ts';
import { markLoaded, stepsLoaded } from './demo-marker.ts';
import { type ContextOf, loadStep } from './load-demo.ts';
import { loadLaterStep } from './load-later.ts';
import type { LocalContext } from './local-context.ts';

type Step = { kind: string; records: number; load: () => Promise<void> };

/** The steps of both parts in order: units, posts, headcounts and money; then staff, positions and courses. */
function stepsOf(now: LocalContext, then: LocalContext, { steps, behind }: DemoProvince): { first: Step[]; later: Step[] } {
  const under =
    (contextOf: LocalContext): ContextOf =>
    (role, key, bodyHash) =>
      contextOf(role, { key, bodyHash });
  return {
    first: steps.map((step, number) => ({ ...step, load: () => loadStep(under(now), number, step) })),
    later: behind().map((step, number) => ({ ...step, load: () => loadLaterStep(under(then), number, step) })),
  };
}

/**
 * Loads what of the demonstration province's first registers is not in the table yet, with a progress bar; a broken-off
 * load goes on where it was. Answers the load of the registers of people, which may go on while others work (in contexts
 * of its own), and says whether there was anything left to load.
 */
export async function loadDemonstration(contextOf: LocalContext, behind: LocalContext = contextOf): Promise<() => Promise<boolean>> {
  const { first, later } = stepsOf(contextOf, behind, demonstrationProvince());
  await load(contextOf, 'Nạp tỉnh mẫu / loading', first, 0);
  return () => load(behind, 'Nạp nhân sự, đào tạo / loading staff and training', later, first.length);
}

/** Carries out the steps that are not marked as loaded; `before` of them belong to an earlier part. */
async function load(contextOf: LocalContext, title: string, steps: readonly Step[], before: number): Promise<boolean> {
  const { store } = contextOf('home-affairs');
  const done = (await stepsLoaded(store)) - before;
  if (done >= steps.length) return false;
  const records = (until: number) => steps.slice(0, until).reduce((sum, step) => sum + step.records, 0);
  const format = `${title} [{bar}] {percentage}% {value}/{total} {step}`;
  const bar = new SingleBar({ format, noTTYOutput: true, notTTYSchedule: 5000 });
  bar.start(records(steps.length), records(done), { step: '' });
  try {
    for (const [number, step] of steps.entries()) {
      if (number < done) continue;
      bar.update({ step: step.kind });
      await step.load();
      await markLoaded(store, before + number + 1);
      bar.increment(step.records);
    }
  } finally {
    bar.stop();
  }
  return true;
}
