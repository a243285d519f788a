import { type Framework, populationOf } from '../../domain/positions/framework.ts';
import type { FrameworkInput } from '../../domain/positions/position.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { regimeOf } from '../../law/positions/regimes.ts';
import { putFramework } from '../../store/position-frameworks.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { requireDateInReach } from '../judge-dates.ts';
import { aliveOn } from '../load-tree.ts';
import { found } from '../read-record.ts';
import type { Change } from '../transact.ts';

/** What must hold of a document before it is kept at all; everything else is a check that is shown. */
export function requireSoundInput(ctx: Context, tree: Tree, unit: string, input: FrameworkInput): void {
  requireDates(ctx, tree, unit, input);
  const seen = new Set<string>();
  for (const [index, { code }] of input.positions.entries()) {
    if (seen.has(code)) throw new Refusal('position-twice', { position: code }, `positions.${index}.code`);
    seen.add(code);
  }
}

/** The unit lives on the day of effect, is of a kind that the regime is about, and the regime is in force that day. */
export function requireDates(
  ctx: Context,
  tree: Tree,
  unit: string,
  { regime, effectiveFrom: date }: Pick<FrameworkInput, 'regime' | 'effectiveFrom'>,
): void {
  requireDateInReach(ctx, date, 'effectiveFrom');
  const { facts } = aliveOn(tree, unit, date, 'effectiveFrom');
  const { terms, from, until } = regimeOf(regime);
  if (terms.population === 'civil-servants' && facts.kind === 'public-service')
    throw new Refusal('regime-not-for-kind', { unit, kind: facts.kind, regime }, 'regime');
  if (date < from || (until !== null && until <= date)) throw new Refusal('regime-not-in-force', { regime, date, from, until }, 'regime');
}

/** What may be done to a version of which status. */
const ALLOWED = {
  changed: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  advance: ['submitted'],
  return: ['submitted'],
  approve: ['submitted'],
} as const satisfies Record<string, readonly Framework['status'][]>;

/** The version that is acted on: there, of the version stated, and in a state that allows it. */
export function requireState(
  current: Framework | undefined,
  unit: string,
  number: number,
  expected: Expected,
  act: keyof typeof ALLOWED,
): Framework {
  const what = { record: 'position-framework', id: `${number}`, unit } as const;
  const framework = found(current, what);
  nextVersion(framework, expected, what);
  const allowed: readonly string[] = ALLOWED[act];
  if (!allowed.includes(framework.status))
    throw new Refusal('framework-locked', { number, frameworkStatus: framework.status, frameworkAct: act });
  return framework;
}

/** Another version of the same population that is not finished. */
export function requireNoneUnderWay(
  siblings: readonly Framework[],
  { regime, number }: { regime: FrameworkInput['regime']; number: number },
): void {
  const other = siblings.find(
    (each) => each.number !== number && each.status !== 'approved' && populationOf(each) === regimeOf(regime).terms.population,
  );
  if (other) throw new Refusal('framework-under-way', { number: other.number, frameworkStatus: other.status });
}

/** The write and the log line of a version. The log names the document by its hash and parts, which stay where they are. */
export function frameworkChange(ctx: Context, before: Framework | undefined, after: Framework): Change {
  const logged = ({ positions, ...rest }: Framework) => ({ ...rest, positions: positions.length });
  return {
    stream: after.unit,
    record: `position-framework/${after.number}`,
    version: after.version,
    before: before ? logged(before) : null,
    after: logged(after),
    write: putFramework(ctx.store, after),
  };
}

/** A step done now by whoever asks. */
export const stepBy = (ctx: Context, step: Framework['steps'][number]['step'], reason: string | null): Framework['steps'][number] => ({
  step,
  on: ctx.today,
  by: ctx.actor.id,
  role: ctx.actor.role,
  reason,
});
