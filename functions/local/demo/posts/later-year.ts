import { RESERVE } from '../../../../shared/domain/posts.ts';
import type { Category, Decision } from '../../../../shared/domain/vocabulary.ts';
import { endOfYear } from '../../../../shared/time.ts';
import type { Fold } from '../fold.ts';
import { type Random, apportion } from '../random.ts';
import type { Role } from '../roles.ts';
import type { PostsRow } from '../steps.ts';
import { type Decisions, decisionsOf } from './decisions.ts';
import { YEARS, type YearPlan } from './plan.ts';
import { Sheet, type Cell } from './sheet.ts';

/**
 * The ledger of a year: what the year before closed with is assigned again, then each difference has its reason, save a
 * few that are left unexplained on purpose.
 */
export function postsOfYear(fold: Fold, year: number, random: Random): Omit<PostsRow, 'version'>[] {
  const plan = YEARS[year] as YearPlan;
  const cells = fold
    .assignedOn(endOfYear(year - 1))
    .filter(({ assigned }) => assigned !== 0)
    .map((cell): Cell => ({ ...cell, base: cell.assigned - cell.outsideBase }));
  const roleOf = ({ unit }: Cell): Role | null => (unit === RESERVE ? null : fold.known(unit).role);
  const leavesBudget = ({ unit, category }: Cell) =>
    category === 'employee-budget' && unit !== RESERVE && fold.known(unit).selfFinancingFrom === year;
  const council = (category: Category) =>
    cells.filter(
      (cell) => cell.issuer === 'provincial-council' && cell.category === category && cell.unit !== RESERVE && !leavesBudget(cell),
    );
  const sheet = new Sheet(year);
  const decisions = decisionsOf(year);

  const unexplained = someOf(
    council('employee-budget').filter(({ base }) => base > 15),
    plan.unexplained,
    random,
  );
  for (const cell of cells) carryOver(sheet, cell, decisions, unexplained.includes(cell) ? 1 - 2 * (unexplained.indexOf(cell) % 2) : 0);
  for (const cell of cells.filter(leavesBudget)) changePaySource(sheet, cell, decisions.autonomy);
  for (const [category, total] of Object.entries(plan.recall) as [keyof YearPlan['recall'], number][])
    recall(
      sheet,
      cells,
      council(category).filter(({ base }) => category !== 'employee-budget' || base >= 12),
      total,
      decisions.recall,
    );

  const withRole = (...roles: Role[]) => council('employee-budget').filter((cell) => roles.includes(roleOf(cell) as Role));
  for (const cell of someOf(withRole('kindergarten', 'primary'), plan.teacherUnits, random))
    sheet.put(cell, random.between(1, 2), 'supplement', decisions.teachers, '09-01', true);
  someOf(withRole('upper-secondary', 'health-centre'), plan.corrections, random).forEach((cell, index) =>
    sheet.put(cell, index % 2 === 0 ? -1 : 1, 'correction', decisions.correction, '03-15'),
  );
  if (plan.endsNonSpecialised)
    for (const cell of council('non-specialised')) sheet.put(cell, -cell.assigned, 'recall', decisions.recall, '06-01');
  return sheet.rows();
}

const someOf = <T>(list: readonly T[], count: number, random: Random): T[] => random.shuffled(list).slice(0, count);

function carryOver(sheet: Sheet, cell: Cell, decisions: Decisions, unexplained: number): void {
  const decision = cell.issuer === 'provincial-council' ? decisions.assign : decisions.assignSecond;
  if (cell.base > 0) sheet.put(cell, cell.base + unexplained, 'assign', decision);
  if (cell.outsideBase > 0) sheet.put(cell, cell.outsideBase, 'assign', decision, '01-01', true);
}

/** A unit that covers its own spending: its posts leave the budget, nobody leaves the unit. */
function changePaySource(sheet: Sheet, cell: Cell, decision: Decision): void {
  if (cell.base > 0) sheet.put(cell, -cell.base, 'pay-source-transfer', decision);
  if (cell.outsideBase > 0) sheet.put(cell, -cell.outsideBase, 'pay-source-transfer', decision, '01-01', true);
  sheet.put({ ...cell, category: 'employee-revenue' }, cell.assigned, 'pay-source-transfer', decision);
}

/** The year's cut in proportion to the posts; the second issuer's figures follow where they are kept. */
function recall(sheet: Sheet, cells: readonly Cell[], cut: readonly Cell[], total: number, decision: Decision): void {
  const second = new Map(
    cells.filter(({ issuer }) => issuer === 'central-organisation-commission').map((cell) => [`${cell.unit}|${cell.category}`, cell]),
  );
  const parts = apportion(
    total,
    cut.map(({ base }) => base),
  );
  cut.forEach((cell, index) => {
    const part = parts[index] as number;
    const follower = second.get(`${cell.unit}|${cell.category}`);
    if (part > 0) sheet.put(cell, -part, 'recall', decision);
    if (part > 0 && follower && follower.base >= part) sheet.put(follower, -part, 'recall', decision);
  });
}
