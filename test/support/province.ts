import type { ActingRole } from '../../shared/actor.ts';
import type { Tree } from '../../shared/domain/tree.ts';
import type { UnitFacts } from '../../shared/domain/unit.ts';
import type { Decision } from '../../shared/domain/vocabulary.ts';
import type { Context } from '../../shared/services/context.ts';
import { registerUnits } from '../../shared/services/units/register-units.ts';
import { Store, documentsOf } from '../../shared/store/store.ts';
import { plainDateAt } from '../../shared/time.ts';
import type { World } from '../../shared/world.ts';
import { freshTable } from './engine.ts';

export const DECISION: Decision = { number: '01/QĐ-UBND', date: '2021-01-04', issuedBy: 'UBND tỉnh Quảng Ninh' };
/** 23 November 2026, 09:00 in Hạ Long. */
export const NOW = Date.UTC(2026, 10, 23, 2);

/** A world whose clock stands still, whose ids count up, and that never waits. */
export function testWorld(now: () => number = () => NOW): World {
  let ids = 0;
  return {
    now,
    newId: () => `01TEST${String((ids += 1)).padStart(20, '0')}`,
    randomHex: (bytes) => 'ab'.repeat(bytes),
    jitter: () => 0.5,
    sleep: () => Promise.resolve(),
  };
}

export type As = {
  role?: ActingRole;
  units?: readonly string[];
  tenant?: string;
  id?: string;
  key?: string;
  body?: string;
  today?: string;
  world?: World;
};

/** The HR officer of the whole province, who keeps headcounts and age profiles. */
export const HR = { role: 'hr-officer', units: ['H49'] } as const satisfies As;

/** The same request, made by that officer. */
export const byHr = (ctx: Context): Context => ({ ...ctx, actor: { ...ctx.actor, ...HR } });

/** A table of its own and contexts for whoever acts on it. */
export async function freshProvince() {
  const { tableName: table, client } = await freshTable();
  const documents = documentsOf(client);
  const world = testWorld();
  const kept = { trees: new Map<string, Tree>(), staff: new Map(), known: new Map() };
  let keys = 0;
  const as = ({
    role = 'home-affairs',
    units = [],
    tenant = 'H49',
    id = `${role}-1`,
    key,
    body,
    today,
    world: own = world,
  }: As = {}): Context => {
    keys += 1;
    return {
      actor: { id, tenant, role, units },
      store: new Store({ documents, table, world: own }, tenant),
      world: own,
      today: today ?? plainDateAt(own.now()),
      requestId: `request-${keys}`,
      idempotency: { key: key ?? `key-${keys}`, bodyHash: body ?? 'same' },
      ...kept,
    };
  };
  return { as, documents, table, world, client };
}

const facts = (code: string, name: string, parent: string | null, more: Partial<UnitFacts> = {}): UnitFacts => ({
  code,
  name,
  kind: 'administrative',
  level: 'province',
  sector: 'administration',
  parent,
  sites: [],
  ...more,
});

const school = (code: string, name: string, parent: string): UnitFacts =>
  facts(code, name, parent, { kind: 'public-service', level: 'commune', sector: 'education' });

/** Eight units: the province, two departments, a district with two communes, two schools. */
export const SMALL_PROVINCE: readonly UnitFacts[] = [
  facts('H49', 'Tỉnh Quảng Ninh', null),
  facts('H49.01', 'Sở Nội vụ', 'H49'),
  facts('H49.02', 'Sở Giáo dục và Đào tạo', 'H49'),
  facts('H49.02.01', 'Trường THPT Hòn Gai', 'H49.02', { kind: 'public-service', sector: 'education' }),
  facts('H49.31', 'UBND huyện Đầm Hà', 'H49', { level: 'district' }),
  facts('H49.31.01', 'UBND xã Quảng Tân', 'H49.31', { level: 'commune' }),
  school('H49.31.11', 'Trường Tiểu học Đầm Hà', 'H49.31'),
  school('H49.31.12', 'Trường THCS Đầm Hà', 'H49.31'),
];

/** Registers the small province as of 2020. */
export async function settle(ctx: Context, units: readonly UnitFacts[] = SMALL_PROVINCE): Promise<void> {
  const results = await registerUnits(
    ctx,
    { rows: units.map((unit) => ({ ...unit, from: '2020-01-01', decision: DECISION })), reason: null },
    false,
  );
  const refused = results.find(({ outcome }) => outcome === 'refused');
  if (refused) throw new Error(JSON.stringify(refused));
}
