import { expect, it } from 'vitest';
import { itemSize } from '../../bench/item-size.ts';
import { type Figures, pageOf } from '../../bench/page.ts';
import { interleaved, quantile, ratios, spreadOf } from '../../bench/statistics.ts';

it('a spread is the median and the quarters of the rounds, whatever their order', () => {
  expect(spreadOf([5, 1, 3, 2, 4])).toEqual({ median: 3, p25: 2, p75: 4, rounds: 5 });
  expect(spreadOf([1, 2, 3, 4])).toEqual({ median: 2.5, p25: 1.75, p75: 3.25, rounds: 4 });
  expect(quantile([7], 0.9)).toBe(7);
  expect(() => quantile([], 0.5)).toThrow('nothing was measured');
});

it('ratios are of the same round', () => {
  expect(ratios([2, 30], [1, 10])).toEqual([2, 3]);
});

it('contenders take turns, and each round begins with the next', async () => {
  const turns: string[] = [];
  const contender = (name: string) => () => Promise.resolve(turns.push(name));
  const measured = await interleaved({ a: contender('a'), b: contender('b'), c: contender('c') }, 4);
  expect(turns.join('')).toBe('abcbcacababc');
  expect(measured).toEqual({ a: [1, 6, 8, 10], b: [2, 4, 9, 11], c: [3, 5, 7, 12] });
});

it('an item is as large as its names and values in UTF-8', () => {
  expect(itemSize({ pk: 'H49', sk: 'đ' })).toBe(2 + 3 + 2 + 2);
  expect(itemSize({ n: 12345, m: -5 })).toBe(1 + 4 + 1 + 3);
  expect(itemSize({ b: new Uint8Array(10), t: true, z: null })).toBe(1 + 10 + 1 + 1 + 1 + 1);
  expect(itemSize({ l: [1, 'x'], m: { a: 'b' } })).toBe(1 + 3 + (1 + 2) + (1 + 1) + 1 + 3 + 1 + 2);
});

it('the page says which aims were met and which were missed', () => {
  const at = (median: number) => ({ median, p25: median, p75: median, rounds: 15 });
  const way = (ratio: number) => ({ time: at(ratio), bare: at(1), ratio: at(ratio) });
  const ways = (home: number, hr: number) => ({ bare: way(1), home: way(home), hr: way(hr), hop: way(0.2) });
  const figures: Figures = {
    machine: {
      cores: 2,
      processor: 'a processor',
      node: '24.0.0',
      engine: 'dynoxide',
      day: '2026-11-23',
      load: { before: 0.1, after: 1.5 },
    },
    projection: { cold: at(120), warm: at(20), verb: at(700), units: 500, groups: 35_000, people: 38_000 },
    http: { inTurn: ways(1.1, 1.2), inARow: ways(1.4, 1.6), inFlight: ways(1.3, 1.5), rounds: 31, requests: 100, atOnce: 8 },
    capacity: [{ verb: 'progress', consumed: { read: 130, write: 0 }, floor: { read: 100, write: 0 }, rows: 1 }],
    load: { seconds: 40, cpuSeconds: 20, items: 75_000 },
  };
  const rows = pageOf(figures)
    .split('\n')
    .filter((line) => line.startsWith('| (') || line.startsWith('| every target'));
  expect(rows.slice(0, 10)).toEqual([
    '| (a) projection 2025 → 2030, CPU, warm process | 20 ms | < 100 ms | met |',
    '| (a) the same, first call of a fresh process | 120 ms | < 100 ms | **missed** |',
    '| (b) GET of a unit over HTTP ÷ bare GetItem, in turn, Home Affairs | 1.10 | ≤ 1.5 | met |',
    '| (b) GET of a unit over HTTP ÷ bare GetItem, in turn, HR officer held to a subtree | 1.20 | ≤ 1.5 | met |',
    '| (b) GET of a unit over HTTP ÷ bare GetItem, many in a row, Home Affairs | 1.40 | ≤ 1.5 | met |',
    '| (b) GET of a unit over HTTP ÷ bare GetItem, many in a row, HR officer held to a subtree | 1.60 | ≤ 1.5 | **missed** |',
    '| (b) GET of a unit over HTTP ÷ bare GetItem, several in flight, Home Affairs | 1.30 | ≤ 1.5 | met |',
    '| (b) GET of a unit over HTTP ÷ bare GetItem, several in flight, HR officer held to a subtree | 1.50 | ≤ 1.5 | met |',
    '| (c) capacity ÷ floor, the worst of the verbs below | 1.30 | ≤ 1.3 | met |',
    '| (d) load of the demonstration province | 40 s | < 60 s | met |',
  ]);
  expect(rows[10]).toContain('| 130 | 100 | 1.30 | – | – | – |');
});
