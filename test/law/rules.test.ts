import { describe, expect, it } from 'vitest';
import { inForce } from '../../shared/law/engine.ts';
import { RESOLUTION_FROM, RESOLUTION_UNTIL } from '../../shared/law/resolution.ts';
import { ruleById, ruleSchema, RULES } from '../../shared/law/rules.ts';
import { refusal } from './refusal.ts';

const values = RULES.flatMap((rule) => rule.values.map((value) => ({ rule: rule.id, ...value })));

describe('the rules of law', () => {
  it('have ids of their own, and each fits its schema', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const rule of RULES) expect(ruleSchema.parse(rule)).toEqual(rule);
  });

  it('hold the retirement ages, the groups, the cuts, the resolution, its eleven targets and its milestone, and nine duties', () => {
    const count = (unit: string) => RULES.filter((rule) => rule.unit === unit).length;
    expect([count('age'), count('bands'), count('routes'), count('rounding'), count('target'), count('duty')]).toEqual([2, 1, 1, 1, 12, 9]);
    expect(ruleById('resolution-124-validity').values[0]).toMatchObject({ from: RESOLUTION_FROM, until: RESOLUTION_UNTIL });
  });

  it('survive JSON unchanged, so that a receipt can hash them', () => {
    expect(JSON.parse(JSON.stringify(RULES))).toEqual(RULES);
  });

  it('date their values in order, each for at least a day', () => {
    for (const rule of RULES) {
      const froms = rule.values.map(({ from }) => from);
      expect({ rule: rule.id, froms }).toEqual({ rule: rule.id, froms: [...new Set(froms)].toSorted() });
      expect(rule.values.filter(({ from, until }) => until !== undefined && until <= from)).toEqual([]);
      for (const { from, value } of rule.values) expect(inForce(rule, from).value).toEqual(value);
    }
  });

  it('never rest on an act published after they took effect', () => {
    expect(values.filter(({ from, source }) => source.publishedOn !== null && source.publishedOn > from)).toEqual([]);
  });

  it('say when a source that was read was last checked, and that a recalled one was not', () => {
    expect(values.filter(({ source, lastChecked }) => (lastChecked === null) !== (source.sourceStatus === 'recalled'))).toEqual([]);
  });

  it('put the retirement ages up by 3 and by 4 months a year, to 62 in 2028 and 60 in 2035', () => {
    const steps = (id: string) =>
      ruleById(id)
        .values.filter(({ from }) => from >= '2020')
        .map(({ from, value }) => [from, (value as { years: number }).years * 12 + (value as { months: number }).months]);
    expect(steps('retirement-age-men')).toEqual(Array.from({ length: 8 }, (_, year) => [`${2021 + year}-01-01`, 723 + 3 * year]));
    expect(steps('retirement-age-women')).toEqual(Array.from({ length: 15 }, (_, year) => [`${2021 + year}-01-01`, 664 + 4 * year]));
  });

  it('an unknown rule is not found', () => {
    expect(refusal(() => ruleById('nothing'))).toMatchObject({ code: 'not-found', data: { what: 'nothing' } });
  });
});
