import { type ProblemCode, Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import { MAX_UNITS_PER_SIDE, type Reorganisation, type ReorganisationInput } from './reorganisation.ts';
import type { Tree } from './tree.ts';
import { type Unit, dissolvedOn, establishedOn } from './unit.ts';

export type NewUnit = ReorganisationInput['creates'][number];
export type Change = ReorganisationInput['changes'][number];

/** A reorganisation in permanent keys, with what it ends: what every later check and step works on. */
export type Scene = {
  tree: Tree;
  type: ReorganisationInput['type'];
  date: PlainDate;
  decision: Reorganisation['decision'];
  sources: readonly string[];
  /** Receiving units, created ones included. */
  targets: readonly string[];
  creates: ReadonlyMap<string, NewUnit>;
  changes: ReadonlyMap<string, Change>;
  ends: ReadonlySet<string>;
};

/** The unit of a code, alive on the date. */
export function aliveUnit(tree: Tree, code: string, date: PlainDate, field: string): Unit {
  const unit = tree.find(code);
  if (!unit) throw new Refusal('unknown-unit', { unit: code }, field);
  const [established, dissolved] = [establishedOn(unit), dissolvedOn(unit)];
  if (date < established) throw new Refusal('unit-not-yet-established', { unit: code, established, date }, field);
  if (dissolved !== null && dissolved <= date) throw new Refusal('unit-dissolved', { unit: code, dissolved, date }, field);
  return unit;
}

/**
 * Resolves codes to permanent keys and checks that no side is too large, every unit is alive on the day or created by the
 * record, and none is named twice.
 * @throws Refusal unknown-unit, unit-not-yet-established, unit-dissolved, duplicate-unit, code-taken, parent-needed, reorganisation-too-large
 */
export function resolveReorganisation(input: ReorganisationInput, tree: Tree): Scene {
  const { type, decision, effectiveFrom: date } = input;
  const created = new Set(input.creates.map(({ code }) => code));
  refuseTooMany(new Set(input.sources).size, 'sources');
  refuseTooMany(new Set([...input.targets, ...created]).size, 'targets');
  const keyOf = (code: string, field: string) => (created.has(code) ? code : aliveUnit(tree, code, date, field).key);

  const sources = input.sources.map((code, index) => aliveUnit(tree, code, date, `sources.${index}`).key);
  refuseTwice(sources, (index) => `sources.${index}`);
  const named = input.targets.map((code, index) => keyOf(code, `targets.${index}`));
  refuseTwice(named, (index) => `targets.${index}`);
  const creates = input.creates.map((unit, index): [string, NewUnit] => {
    const taken = tree.find(unit.code);
    if (taken) throw new Refusal('code-taken', { code: unit.code, unit: taken.key }, `creates.${index}.code`);
    if (unit.parent === null) throw new Refusal('parent-needed', { unit: unit.code }, `creates.${index}.parent`);
    return [unit.code, { ...unit, parent: keyOf(unit.parent, `creates.${index}.parent`) }];
  });
  refuseTwice(
    creates.map(([code]) => code),
    (index) => `creates.${index}.code`,
  );
  const changes = input.changes.map((change, index): [string, Change] => {
    const { key } = aliveUnit(tree, change.unit, date, `changes.${index}.unit`);
    const parent = change.parent === undefined ? {} : { parent: keyOf(change.parent, `changes.${index}.parent`) };
    return [key, { ...change, unit: key, ...parent }];
  });
  refuseTwice(
    changes.map(([key]) => key),
    (index) => `changes.${index}.unit`,
  );

  const targets = [...new Set([...named, ...created])];
  refuseTooMany(new Set([...sources, ...changes.map(([key]) => key).filter((key) => !targets.includes(key))]).size, 'sources');
  const ends = new Set(ENDING[type](sources, targets));
  return { tree, type, date, decision, sources, targets, creates: new Map(creates), changes: new Map(changes), ends };
}

const unlessTarget = (sources: readonly string[], targets: readonly string[]) => sources.filter((key) => !targets.includes(key));
/** Whose life ends on the day, by type. */
const ENDING: Record<Scene['type'], (sources: readonly string[], targets: readonly string[]) => readonly string[]> = {
  merge: unlessTarget,
  split: unlessTarget,
  dissolve: (sources) => sources,
  transfer: () => [],
  convert: () => [],
};

function refuseTwice(keys: readonly string[], field: (index: number) => string, code: ProblemCode = 'duplicate-unit'): void {
  const index = keys.findIndex((key, at) => keys.indexOf(key) < at);
  if (index >= 0) throw new Refusal(code, { unit: keys[index] }, field(index));
}

function refuseTooMany(count: number, field: string): void {
  if (count > MAX_UNITS_PER_SIDE) throw new Refusal('reorganisation-too-large', { limit: MAX_UNITS_PER_SIDE, count }, field);
}
