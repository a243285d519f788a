import { DEMO_TENANT } from '../functions/local/demo/label.ts';
import { startEngine } from '../functions/local/engine/start-engine.ts';
import { loadDemonstration } from '../functions/local/load-demonstration.ts';
import { TABLE_NAME } from '../functions/local/table-name.ts';
import { createTable } from '../shared/store/create-table.ts';
import { type Place, openPlace } from './place.ts';

/** Opens a folder's table on an engine of its own while some work is done. */
export async function atFolder<T>(dataDir: string, work: (place: Place) => Promise<T>): Promise<T> {
  // Only this engine reports the capacity of transactions as AWS does.
  const engine = await startEngine({ engine: 'dynoxide', dataDir });
  const place = openPlace({ endpoint: engine.endpoint, table: TABLE_NAME, tenant: DEMO_TENANT });
  try {
    await createTable(place.client, place.table);
    return await work(place);
  } finally {
    place.client.destroy();
    await engine.stop();
  }
}

/** Loads what of the demonstration province a folder lacks: its first registers, and the people behind them if wanted. */
export const loadFolder = (dataDir: string, people: boolean): Promise<void> =>
  atFolder(dataDir, async ({ contextOf }) => {
    const behind = await loadDemonstration(contextOf);
    if (people) await behind();
  });
