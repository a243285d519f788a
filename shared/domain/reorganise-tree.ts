import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import type { Scene } from './reorganise-resolve.ts';
import { dissolvedOn } from './unit.ts';

const NAMED_CHILDREN = 5;

/**
 * Checks the tree as it will be: codes are free for ever and extend their parent's, parents live on, nobody is their own
 * superior on the day or on any later day on record, and no ending unit leaves living children behind.
 * @throws Refusal code-taken, code-does-not-extend-parent, change-of-ending-unit, tree-cycle, living-children, later-change-recorded
 */
export function checkTree(scene: Scene): void {
  [...scene.creates.values()].forEach(({ code, parent }, index) => {
    checkParent(scene, parent, `creates.${index}.parent`);
    checkExtends(scene, code, parent, `creates.${index}.code`);
  });
  [...scene.changes].forEach(([key, { code, parent }], index) => {
    if (parent !== undefined) checkParent(scene, parent, `changes.${index}.parent`);
    if (code !== undefined) {
      checkFree(scene, code, key, `changes.${index}.code`);
      checkExtends(scene, code, parentAfter(scene, key, scene.date), `changes.${index}.code`);
    }
  });
  const laterDates = [...scene.tree.units()].flatMap(({ periods }) => periods.map(({ from }) => from).filter((from) => from > scene.date));
  for (const date of [scene.date, ...new Set(laterDates)]) checkCycles(scene, date);
  for (const [index, key] of scene.sources.entries()) if (scene.ends.has(key)) checkChildren(scene, key, `sources.${index}`);
}

/** The parent on a date from the effective day on, as the record leaves it. */
function parentAfter({ creates, changes, tree }: Scene, key: string, date: PlainDate): string | null {
  return changes.get(key)?.parent ?? creates.get(key)?.parent ?? tree.on(key, date)?.parent ?? null;
}

const codeAfter = ({ changes, tree, date }: Scene, key: string): string => changes.get(key)?.code ?? tree.on(key, date)?.code ?? key;

function checkParent({ ends, tree, date }: Scene, parent: string | null, field: string): void {
  if (parent === null) return;
  if (ends.has(parent)) throw new Refusal('change-of-ending-unit', { unit: parent }, field);
  const unit = tree.find(parent);
  const later = unit && dissolvedOn(unit);
  if (later) throw new Refusal('later-change-recorded', { unit: parent, later, date }, field);
}

/** A code may be taken once in all time; a unit may take its own earlier code back. */
function checkFree({ tree, creates, changes }: Scene, code: string, key: string, field: string): void {
  const rival = [...changes].find(([other, change]) => other !== key && change.code === code)?.[0];
  const owner = tree.find(code)?.key ?? (creates.has(code) ? code : rival);
  if (owner !== undefined && owner !== key) throw new Refusal('code-taken', { code, unit: owner }, field);
}

function checkExtends(scene: Scene, code: string, parent: string | null, field: string): void {
  const stem = parent === null ? null : codeAfter(scene, parent);
  if (stem === null ? code.includes('.') : !code.startsWith(`${stem}.`))
    throw new Refusal('code-does-not-extend-parent', { code, parent: stem }, field);
}

function checkCycles(scene: Scene, date: PlainDate): void {
  for (const [at, side] of [scene.creates, scene.changes].entries())
    [...side.keys()].forEach((key, index) => {
      const above = new Set<string>();
      for (let next = parentAfter(scene, key, date); next !== null && !above.has(next); next = parentAfter(scene, next, date))
        above.add(next);
      if (above.has(key)) throw new Refusal('tree-cycle', { unit: key, date }, `${at === 0 ? 'creates' : 'changes'}.${index}.parent`);
    });
}

/** Children on the day or on any later day on record, unless the record ends or moves them. */
function checkChildren({ tree, date, ends, changes }: Scene, key: string, field: string): void {
  const children = [...tree.units()].filter(
    (unit) =>
      !ends.has(unit.key) &&
      changes.get(unit.key)?.parent === undefined &&
      unit.periods.some(({ parent, until }) => parent === key && (until === null || date < until)),
  );
  if (children.length === 0) return;
  const named = children.slice(0, NAMED_CHILDREN).map((unit) => unit.key);
  const more = children.length > named.length ? ', …' : '';
  throw new Refusal('living-children', { unit: key, count: children.length, children: named.join(', ') + more }, field);
}
