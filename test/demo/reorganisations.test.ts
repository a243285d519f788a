import { describe, expect, it } from 'vitest';
import { RESERVE } from '../../shared/domain/posts.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { lastDay } from '../../shared/time.ts';
import { province, replay, stepsOf } from './replay.ts';

const items = stepsOf('reorganisations').flatMap((step) => step.items);
const { plans } = replay();

describe('the recorded reorganisations', () => {
  it('are what the register accepts as they stand', () => {
    for (const item of items) expect(reorganisationInputSchema.parse(item)).toEqual(item);
  });

  it('stand in order of time, each between the reports of the months before it and those from its own month on', () => {
    let reportedUntil = '2020-12-31';
    for (const step of province.steps) {
      if (step.kind === 'headcount') reportedUntil = lastDay(step.month);
      if (step.kind === 'reorganisations') for (const { effectiveFrom } of step.items) expect(effectiveFrom > reportedUntil).toBe(true);
    }
    const days = items.map(({ effectiveFrom }) => effectiveFrom);
    for (const step of stepsOf('reorganisations')) expect(step.items.length).toBe(step.records);
    expect(days).toEqual([...days].sort());
  });

  it('each fit into one transaction: writes, log entries and heads within 100', () => {
    for (const { units, posts } of plans) {
      const streams = new Set([...units.map(({ key }) => key), ...posts.map(({ unit }) => unit), RESERVE]);
      expect(units.length + posts.length + 2 * streams.size + 3).toBeLessThanOrEqual(100);
    }
  });

  it('are of every type but a plain split, with shares to the reserve, surrendered and outside', () => {
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(['merge', 'dissolve', 'transfer', 'convert']));
    const sinks = new Set(items.flatMap(({ shares }) => shares.map(({ to }) => to)).filter((to) => !to.startsWith('H49')));
    expect(sinks).toEqual(new Set(['reserve', 'surrendered', 'outside']));
  });

  it('give up one budget-paid post for each school that ends and had posts', () => {
    const absorbed = plans
      .map(({ reorganisation }) => reorganisation)
      .filter(({ type, surrendered }) => type === 'merge' && surrendered.length > 0)
      .flatMap(({ ends, surrendered }) => {
        expect(surrendered.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0)).toBe(ends.length);
        return ends;
      });
    expect(absorbed).toHaveLength(520 - 255);
  });
});
