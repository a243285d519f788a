import { project } from '../shared/domain/projection/project.ts';
import { postFreeMonthIndex } from '../shared/law/retirement.ts';
import { openPlace } from './place.ts';
import { readStart } from './read-start.ts';
import { cpuOf } from './statistics.ts';

/** A fresh process that reads the province and projects it once: tells its parent the CPU milliseconds of that first call. */
const [endpoint = '', table = '', tenant = ''] = process.argv.slice(2);
const { state, input } = await readStart(openPlace({ endpoint, table, tenant }));
process.send?.(await cpuOf(() => project(state, input, postFreeMonthIndex)));
process.once('disconnect', () => process.exit(0));
