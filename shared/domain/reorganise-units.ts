import type { Share } from './reorganisation.ts';
import type { Scene } from './reorganise-resolve.ts';
import { isSink } from './reorganise-shares.ts';
import type { Unit, UnitFacts, UnitPeriod } from './unit.ts';

/**
 * The unit records that the reorganisation writes: created ones (version 1), and ended, changed or giving ones one
 * version on. Periods stay contiguous; a change on the very day on which the present facts began replaces them.
 */
export function nextUnits(scene: Scene, id: string, shares: readonly Share[]): Unit[] {
  const created = [...scene.creates.values()].map((facts): Unit => {
    const period: UnitPeriod = { ...facts, from: scene.date, until: null, decision: scene.decision };
    return { key: facts.code, periods: [period], openedBy: id, closedBy: null, successors: [], version: 1 };
  });
  const touched = [...new Set([...scene.sources, ...scene.changes.keys()])].flatMap((key) => {
    const unit = scene.tree.find(key);
    const next = unit && nextUnit(scene, id, unit, receiversOf(scene, key, shares));
    return next ? [next] : [];
  });
  return [...created, ...touched];
}

/** Units that take over posts of a source; all targets where an ending source states no shares because it has no posts. */
function receiversOf({ ends, targets }: Scene, key: string, shares: readonly Share[]): string[] {
  const mine = shares.filter(({ source }) => source === key);
  const receivers = mine.length === 0 && ends.has(key) ? targets : mine.map(({ to }) => to);
  return [...new Set(receivers)].filter((to) => !isSink(to) && to !== key).sort();
}

function nextUnit(scene: Scene, id: string, unit: Unit, receivers: readonly string[]): Unit | undefined {
  const { date, ends, changes } = scene;
  const change = changes.get(unit.key);
  if (!ends.has(unit.key) && !change && receivers.length === 0) return undefined;
  const successors = receivers.map((receiver) => ({ unit: receiver, reorganisation: id, effectiveFrom: date }));
  const periods = ends.has(unit.key) ? endedPeriods(unit, date) : change ? changedPeriods(scene, unit, change) : unit.periods;
  const closedBy = ends.has(unit.key) ? id : unit.closedBy;
  return { ...unit, periods, closedBy, successors: [...unit.successors, ...successors], version: unit.version + 1 };
}

const endedPeriods = (unit: Unit, date: string): UnitPeriod[] =>
  unit.periods.map((period, index) => (index === unit.periods.length - 1 ? { ...period, until: date } : period));

function changedPeriods(
  { date, decision }: Scene,
  unit: Unit,
  change: { unit: string } & { [K in keyof UnitFacts]?: UnitFacts[K] | undefined },
): UnitPeriod[] {
  const last = unit.periods.at(-1) as UnitPeriod;
  const { unit: _, ...facts } = change;
  const stated = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const next: UnitPeriod = { ...last, ...stated, from: date, decision };
  return last.from === date ? [...unit.periods.slice(0, -1), next] : [...unit.periods.slice(0, -1), { ...last, until: date }, next];
}
