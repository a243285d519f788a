import { describe, expect, test } from 'vitest';
import { checkCohorts, checkIdentity, IdentityBroken } from '../../../shared/domain/projection/check-identity.ts';
import { openCohorts } from '../../../shared/domain/projection/cohorts.ts';
import { POSTS_HANDED_OVER, POSTS_RECEIVED, RETIRED } from '../../../shared/domain/projection/flows.ts';
import { noteFlow, openLedger, stocksOf } from '../../../shared/domain/projection/ledger.ts';
import { CATEGORY_COUNT, categoryPosition } from '../../../shared/domain/projection/roster.ts';
import { schedule } from '../../../shared/domain/projection/schedule.ts';
import { province, request, unit } from './province.ts';
import { retires } from './retires.ts';

const BUDGET = categoryPosition('employee-budget');
const MARCH_2026 = 2026 * 12 + 2;

/** Two units at the start, and what the checks are given. */
function atTheStart() {
  const state = province(['H49.01', 'H49.02'].map((code) => unit({ code, posts: 3, men: { '1980-01': 3 } })));
  const { roster, firstStep, steps } = schedule(state, request());
  const ledger = openLedger(state, roster, 1);
  const cohorts = openCohorts(roster, ledger, { firstStep, steps, retires, stays: [0] });
  const openings = { year: stocksOf(ledger), step: stocksOf(ledger) };
  return {
    ledger,
    cohorts,
    check: () => checkIdentity(ledger, openings, roster, MARCH_2026),
    checkPeople: () => checkCohorts(ledger, cohorts, roster, MARCH_2026),
  };
}

describe('the identity check', () => {
  test('passes what adds up and counts its equations', () => {
    const { ledger, check } = atTheStart();
    ledger.present[BUDGET] = 2;
    noteFlow(ledger, BUDGET, RETIRED, 1);
    expect(check()).toBe(2 * 3 * CATEGORY_COUNT + 4);
    expect(check()).toBe(2 * 3 * CATEGORY_COUNT + 4);
  });

  test('names month, unit and category of a stock that changed without a flow', () => {
    const { ledger, check } = atTheStart();
    ledger.posts[CATEGORY_COUNT + BUDGET] = 4;
    expect(check).toThrow(IdentityBroken);
    expect(check).toThrow(/H49\.02, employee-budget, 2026-03: posts 4, by flows 3/);
  });

  test('stops at a flow without a change of stock, and at a stock below 0', () => {
    const flowOnly = atTheStart();
    noteFlow(flowOnly.ledger, BUDGET, RETIRED, 1);
    expect(flowOnly.check).toThrow(/H49\.01, employee-budget, 2026-03: .* present 3, by flows 2/);
    const below = atTheStart();
    below.ledger.present[BUDGET] = -1;
    noteFlow(below.ledger, BUDGET, RETIRED, 4);
    expect(below.check).toThrow(IdentityBroken);
  });

  test('stops at a move that arrives nowhere, and passes one that does', () => {
    const { ledger, check } = atTheStart();
    ledger.posts[BUDGET] = 1;
    noteFlow(ledger, BUDGET, POSTS_HANDED_OVER, 2);
    expect(check).toThrow(/posts-received, 2026-03/);
    ledger.posts[CATEGORY_COUNT + BUDGET] = 5;
    noteFlow(ledger, CATEGORY_COUNT + BUDGET, POSTS_RECEIVED, 2);
    expect(check).not.toThrow();
  });

  test('stops at people who belong to no cohort', () => {
    const { ledger, checkPeople } = atTheStart();
    expect(checkPeople()).toBe(3 * CATEGORY_COUNT);
    ledger.ageless[BUDGET] = 1;
    expect(checkPeople).toThrow(/H49\.01, employee-budget, 2026-03/);
  });
});
