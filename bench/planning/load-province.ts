import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANT } from '../../functions/local/demo/label.ts';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { loadDemonstration } from '../../functions/local/load-demonstration.ts';
import { forecastModelSchema } from '../../shared/domain/monte-carlo/input.ts';
import { loadGround } from '../../shared/services/scenarios/load-ground.ts';
import { createTable } from '../../shared/store/create-table.ts';
import { DEMONSTRATION, PROJECTION } from '../demonstration.ts';
import { openPlace } from '../place.ts';

/** From the frozen baseline of 2025 to 2030, one recruit for two leavers, and everybody may leave early. */
export const MODEL = forecastModelSchema.parse({
  ...PROJECTION,
  hazards: [
    { category: 'civil-servant', annual: 0.008 },
    { category: 'employee-budget', annual: 0.012 },
    { category: 'employee-revenue', annual: 0.02 },
  ],
});

/** The demonstration province at the end of 2025, and the targets as it is measured against them; read through the services. */
export async function loadProvince() {
  const folder = await mkdtemp(join(tmpdir(), 'bienche-bench-'));
  const engine = await startEngine({ dataDir: join(folder, 'data') });
  const place = openPlace({ endpoint: engine.endpoint, table: DEMONSTRATION.table, tenant: DEMO_TENANT });
  try {
    await createTable(place.client, place.table);
    await loadDemonstration(place.contextOf);
    const { state, targets } = await loadGround(place.contextOf('home-affairs'), MODEL);
    return { state, targets };
  } finally {
    place.client.destroy();
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
