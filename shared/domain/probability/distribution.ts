/** Probabilities of `from`, `from + 1`, …; next to nothing lies outside. */
export type Distribution = { readonly from: number; readonly mass: Float64Array };

/** Probability that may be dropped at each end of each distribution: 10,000 of them lose less than 10⁻¹³ together. */
const DROPPED = 1e-18;

/** Certainly `from`. */
export const certainly = (from: number): Distribution => ({ from, mass: Float64Array.of(1) });

/**
 * The number who leave among `count` people who each leave with probability `leave` and stay with probability `stay`, both
 * above 0. From the mode outwards each term is a rational multiple of its neighbour: no factorial, no logarithm, no
 * cancellation, and no underflow where it matters.
 */
export function binomial(count: number, leave: number, stay: number): Distribution {
  const odds = leave / stay;
  const mode = Math.min(count, Math.floor((count + 1) * leave));
  const above = [1];
  for (let term = 1, k = mode; k < count && term > DROPPED / 1000; k++) above.push((term *= ((count - k) / (k + 1)) * odds));
  const below: number[] = [];
  for (let term = 1, k = mode; k > 0 && term > DROPPED / 1000; k--) below.push((term *= k / ((count - k + 1) * odds)));
  const mass = Float64Array.from([...below.reverse(), ...above]);
  const all = sumOf(mass);
  return { from: mode - below.length, mass: mass.map((term) => term / all) };
}

/** The number who leave among a few people with chances of their own, taken in one at a time. */
export function oneByOne(people: readonly { readonly leave: number; readonly stay: number }[]): Distribution {
  const mass = new Float64Array(people.length + 1);
  mass[0] = 1;
  let last = 0;
  for (const { leave, stay } of people) {
    last++;
    for (let k = last; k > 0; k--) mass[k] = (mass[k] as number) * stay + (mass[k - 1] as number) * leave;
    mass[0] = (mass[0] as number) * stay;
  }
  return trimmed({ from: 0, mass });
}

/**
 * The sum of two independent numbers. Every term is positive, so that rounding errors stay relative to each probability.
 * Four rows at a time: each pass over the result does four times the work.
 */
export function convolve(one: Distribution, other: Distribution): Distribution {
  const [long, short] = one.mass.length > other.mass.length ? [one.mass, other.mass] : [other.mass, one.mass];
  const mass = new Float64Array(long.length + short.length - 1);
  const rows = short.length - (short.length % 4);
  for (let i = 0; i < rows; i += 4) {
    const [f0, f1, f2, f3] = [short[i], short[i + 1], short[i + 2], short[i + 3]] as [number, number, number, number];
    let [l1, l2, l3] = [0, 0, 0];
    for (let j = 0; j < long.length; j++) {
      const l0 = long[j] as number;
      mass[i + j] = (mass[i + j] as number) + (f0 * l0 + f1 * l1 + (f2 * l2 + f3 * l3));
      l3 = l2;
      l2 = l1;
      l1 = l0;
    }
    const end = i + long.length;
    mass[end] = (mass[end] as number) + (f1 * l1 + f2 * l2 + f3 * l3);
    mass[end + 1] = (mass[end + 1] as number) + (f2 * l1 + f3 * l2);
    mass[end + 2] = (mass[end + 2] as number) + f3 * l1;
  }
  for (let i = rows; i < short.length; i++) {
    const factor = short[i] as number;
    for (let j = 0; j < long.length; j++) mass[i + j] = (mass[i + j] as number) + factor * (long[j] as number);
  }
  return trimmed({ from: one.from + other.from, mass });
}

/** Without the ends that have next to no probability: the width grows with the standard deviation, not with the people. */
function trimmed({ from, mass }: Distribution): Distribution {
  let [start, end] = [0, mass.length];
  for (let dropped = mass[start] as number; dropped < DROPPED; dropped += mass[start] as number) start++;
  for (let dropped = mass[end - 1] as number; dropped < DROPPED; dropped += mass[end - 1] as number) end--;
  return { from: from + start, mass: mass.subarray(start, end) };
}

/**
 * Probability of at least `least`, summed on the smaller side and from its far end, so that a small answer keeps its digits.
 */
export function atLeast({ from, mass }: Distribution, least: number): number {
  const cut = Math.max(0, Math.min(mass.length, least - from));
  const upper = sumOf(mass.slice(cut).reverse());
  const lower = sumOf(mass.subarray(0, cut));
  return upper < lower ? upper : 1 - lower;
}

const sumOf = (terms: Float64Array): number => terms.reduce((sum, term) => sum + term, 0);
