import { canonical } from '../../audit.ts';
import type { StaffCorrection } from '../../domain/staff-change-input.ts';
import { requireNotErased } from '../../domain/staff-erasure.ts';
import type { StaffRecord } from '../../domain/staff.ts';
import type { StaffView } from '../../domain/staff-view.ts';
import { Refusal } from '../../errors.ts';
import { Scope, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { refusable } from '../refusable.ts';
import { keyedPeriods, requirePeriods } from './judge-periods.ts';
import { showsPeriod } from './shown-staff.ts';
import { type JudgeStaff, requireTouched, writeStaff } from './write-staff.ts';

const judgeCorrection =
  (ctx: Context, id: string, { sex, birth, periods }: StaffCorrection, expected: Expected): JudgeStaff =>
  (tree, kept) => {
    requireNotErased(id);
    const scope = new Scope(ctx, tree);
    const before = kept?.person;
    const shown = before?.periods.filter((_, index) => showsPeriod(scope, before, index, ctx.today)) ?? [];
    if (!before || shown.length === 0) throw new Refusal('not-found', { what: id });
    const version = nextVersion(before, expected, { record: 'staff', id });
    // What the caller cannot see stays as it is: the list that is sent stands for what was shown.
    const elsewhere = before.periods.filter((period) => !shown.includes(period));
    const stated = periods ? keyedPeriods(tree, periods) : shown;
    const next = [...elsewhere, ...stated].sort((one, other) => (one.from < other.from ? -1 : 1));
    const after: StaffRecord = { ...before, sex: sex ?? before.sex, birth: birth ?? before.birth, periods: next, version };
    if (canonical({ ...after, version: before.version }) === canonical(before)) throw new Refusal('nothing-to-do');
    const known = new Set(before.sex === after.sex && before.birth === after.birth ? before.periods.map(canonical) : []);
    const require = (from: StaffRecord, to: StaffRecord) => {
      requireTouched(scope, from, to);
      requirePeriods(ctx, tree, to, true, (period) => !known.has(canonical(period)));
    };
    const refused = refusable(() => require(before, after));
    if (refused instanceof Refusal)
      throw elsewhere.length === 0
        ? refused
        : sayable(refused, () => require({ ...before, periods: shown }, { ...after, periods: stated }));
    return after;
  };

/** The same fault as told by what the caller sees alone; one that only the rest of the record makes would tell where the person is. */
function sayable({ code }: Refusal, judgeShown: () => void): Refusal {
  const said = refusable(judgeShown);
  return said instanceof Refusal && said.code === code ? said : new Refusal('correction-beyond-scope', {}, 'periods');
}

/** Rewrites what was recorded by mistake, with the reason; the history keeps what was there. */
export async function correctStaff(ctx: Context, id: string, correction: StaffCorrection, expected: Expected): Promise<StaffView> {
  permit(ctx, 'write', 'staff');
  const intent = { verb: 'correct-staff', reason: correction.reason, decision: null };
  return writeStaff(ctx, intent, id, judgeCorrection(ctx, id, correction, expected));
}
