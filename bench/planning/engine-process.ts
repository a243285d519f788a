import { project } from '../../shared/domain/projection/project.ts';
import { postFreeMonthIndex } from '../../shared/law/retirement.ts';
import { cpuOf } from '../statistics.ts';
import { EXPECTED, madeUpProvince, NATION, WHOLE } from './made-up-nation.ts';

/**
 * A fresh process that projects the nation once, province by province or as one run, and tells its parent the CPU milliseconds of the
 * projection and the peak memory of the process, the made-up registers included.
 */
const [how = 'provinces', scale = 'expected'] = process.argv.slice(2);
const input = scale === 'expected' ? EXPECTED : WHOLE;
const [parts, units] = how === 'provinces' ? [NATION.provinces, Math.ceil(NATION.units / NATION.provinces)] : [1, NATION.units];
let milliseconds = 0;
for (let part = 0; part < parts; part++) {
  const state = madeUpProvince(units);
  milliseconds += await cpuOf(() => project(state, input, postFreeMonthIndex));
}
process.send?.({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 });
process.once('disconnect', () => process.exit(0));
