import { SingleBar } from 'cli-progress';
import { demonstrationProvince } from './demo/index.ts';
import { markLoaded, stepsLoaded } from './demo-marker.ts';
import { loadStep } from './load-demo.ts';
import type { LocalContext } from './local-context.ts';

/** Loads what of the demonstration province is not in the table yet, with a progress bar; a broken-off load goes on where it was. */
export async function loadDemonstration(contextOf: LocalContext): Promise<void> {
  const { store } = contextOf('home-affairs');
  const { steps } = demonstrationProvince();
  const done = await stepsLoaded(store);
  if (done >= steps.length) return;
  const records = (until: number) => steps.slice(0, until).reduce((sum, step) => sum + step.records, 0);
  const bar = new SingleBar({
    format: 'Nạp tỉnh mẫu / loading [{bar}] {percentage}% {value}/{total} {step}',
    noTTYOutput: true,
    notTTYSchedule: 5000,
  });
  bar.start(records(steps.length), records(done), { step: '' });
  for (const [number, step] of steps.entries()) {
    if (number < done) continue;
    bar.update({ step: step.kind });
    await loadStep((role, key, bodyHash) => contextOf(role, { key, bodyHash }), number, step);
    await markLoaded(store, number + 1);
    bar.increment(step.records);
  }
  bar.stop();
}
