import type { PlainDate } from '../time.ts';
import { CHECKED, resolution08, resolution124 } from './acts.ts';
import { type Rule, basisOf, inForce } from './engine.ts';
import type { CutRounding } from './rounding.ts';
import type { Basis } from './source.ts';

/** "At least": the exact verdict. */
export const cutAtLeast: Rule<string> = {
  id: 'cut-at-least',
  title: { vi: 'Mức giảm tối thiểu', en: 'A cut of at least' },
  unit: 'text',
  description: {
    vi: '“Giảm tối thiểu” p/q: số giảm × q không nhỏ hơn số gốc × p, không làm tròn.',
    en: '“At least” p/q: what was cut × q is not less than the base × p, without rounding.',
  },
  values: [
    {
      from: '2022-11-04',
      value: 'what was cut / base ≥ cut, without rounding',
      source: resolution124('Điều 1 khoản 2 điểm a, cải cách hành chính (2)'),
      lastChecked: CHECKED,
    },
  ],
};

/** The rounding that holds when a target is stated in whole posts or units. */
export const cutRounding: Rule<CutRounding> = {
  id: 'cut-rounding',
  title: { vi: 'Cách làm tròn mức giảm', en: 'Rounding of a required cut' },
  unit: 'rounding',
  description: {
    vi: 'Luật không quy định cách làm tròn. Số liệu của Nghị quyết 08/NQ-CP làm tròn đến số gần nhất; một số kế hoạch làm tròn xuống. Mặc định: đến số gần nhất, nửa làm tròn lên.',
    en: 'No act fixes a rounding. The figures of resolution 08/NQ-CP round to nearest; some plans round down. Default: to nearest, halves up.',
  },
  values: [
    {
      from: '2018-01-24',
      value: 'half-up',
      source: resolution08('chưa xác định', 'Suy ra từ số liệu công bố: 57.920 → 5.792 → 5.213 đơn vị.'),
      lastChecked: null,
    },
  ],
};

/** A further cut is taken on what the one before left. */
export const cutCompounding: Rule<string> = {
  id: 'cut-compounding',
  title: { vi: 'Giảm tiếp trên số còn lại', en: 'Further cuts on the remainder' },
  unit: 'text',
  description: {
    vi: '“Tiếp tục giảm 10% … so với năm 2025”: lần giảm sau tính trên số còn lại của lần trước.',
    en: '“A further 10 % … against 2025”: each further cut is taken on what the one before left.',
  },
  values: [
    {
      from: '2022-11-04',
      value: 'each cut on what the one before left',
      source: resolution124('Điều 1 khoản 2 điểm b (2)'),
      lastChecked: CHECKED,
    },
  ],
};

/**
 * The legal ground of a computed cut: the exact "at least", the declared rounding, and compounding where it was used.
 * @param on the day whose law applies
 * @throws Refusal `no-law-in-force` before 4 November 2022
 */
export function cutBasis({ rounding, times = 1 }: { rounding: CutRounding; times?: number | undefined }, on: PlainDate): Basis[] {
  const atLeast = inForce(cutAtLeast, on);
  const rounded = inForce(cutRounding, on);
  const basis = [
    basisOf(cutAtLeast, atLeast, atLeast.value),
    basisOf(cutRounding, rounded, rounding === rounded.value ? rounding : `${rounding} as declared; default ${rounded.value}`),
  ];
  if (times === 1) return basis;
  const compounding = inForce(cutCompounding, on);
  return [...basis, basisOf(cutCompounding, compounding, compounding.value)];
}
