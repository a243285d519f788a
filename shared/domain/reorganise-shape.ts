import { Refusal } from '../errors.ts';
import type { ReorganisationInput } from './reorganisation.ts';
import type { Scene } from './reorganise-resolve.ts';
import { establishedOn } from './unit.ts';

/**
 * What each type of reorganisation must and must not contain.
 * @throws Refusal merge-needs-two-units, split-needs-two-targets, dissolve-leaves-nothing, convert-needs-new-kind,
 *   nothing-changes, change-of-ending-unit, unit-ends-on-first-day
 */
export function checkShape(scene: Scene, input: ReorganisationInput): void {
  SHAPES[scene.type](scene, new Set(input.shares.map(({ source }) => scene.tree.find(source)?.key ?? source)));
  for (const [index, { unit, ...facts }] of input.changes.entries()) {
    const key = [...scene.changes.keys()][index] as string;
    if (scene.ends.has(key)) throw new Refusal('change-of-ending-unit', { unit: key }, `changes.${index}.unit`);
    if (Object.values(facts).every((fact) => fact === undefined)) throw new Refusal('nothing-changes', { unit }, `changes.${index}`);
  }
  for (const [index, key] of scene.sources.entries()) {
    const unit = scene.tree.find(key);
    if (unit && scene.ends.has(key) && establishedOn(unit) === scene.date)
      throw new Refusal('unit-ends-on-first-day', { unit: key, date: scene.date }, `sources.${index}`);
  }
}

type Shape = (scene: Scene, withRows: ReadonlySet<string>) => void;

const SHAPES: Record<Scene['type'], Shape> = {
  merge({ sources, targets, ends }) {
    if (targets.length < 1 || ends.size < 1 || new Set([...sources, ...targets]).size < 2)
      throw new Refusal('merge-needs-two-units', {}, 'targets');
  },
  split({ targets }) {
    if (targets.length < 2) throw new Refusal('split-needs-two-targets', { count: targets.length }, 'targets');
  },
  dissolve({ sources, targets, creates }) {
    const unit = [...creates.keys()][0] ?? sources.find((key) => targets.includes(key));
    if (unit !== undefined) throw new Refusal('dissolve-leaves-nothing', { unit }, creates.size > 0 ? 'creates' : 'targets');
  },
  transfer({ sources, changes }, withRows) {
    const index = sources.findIndex((key) => !changes.has(key) && !withRows.has(key));
    if (index >= 0) throw new Refusal('nothing-changes', { unit: sources[index] }, `sources.${index}`);
  },
  convert({ sources, changes, tree, date }) {
    for (const [index, key] of sources.entries()) {
      const kind = changes.get(key)?.kind;
      if (kind === undefined || kind === tree.on(key, date)?.kind)
        throw new Refusal('convert-needs-new-kind', { unit: key }, `sources.${index}`);
    }
  },
};
