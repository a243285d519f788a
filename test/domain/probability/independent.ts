/** A hazard as an exact fraction beside the double that the product gets. */
export type ExactGroup = { count: number; thousandths: number };
export type Group = { count: number; annualHazard: number };

/** P(at least k leave) for k = 0 … all + 1, in integers throughout: the product polynomial over one denominator. */
export function exactTails(groups: readonly ExactGroup[], years: bigint): number[] {
  const whole = 1000n ** years;
  let counts = [1n];
  let denominator = 1n;
  for (const { count, thousandths } of groups) {
    const stay = BigInt(1000 - thousandths) ** years;
    for (let person = 0; person < count; person++) {
      counts = [...counts, 0n].map((ways, k) => ways * stay + (k === 0 ? 0n : (counts[k - 1] as bigint) * (whole - stay)));
      denominator *= whole;
    }
  }
  const tails = [0n];
  for (const ways of counts.reverse()) tails.unshift((tails[0] as bigint) + ways);
  return tails.map((ways) => quotient(ways, denominator));
}

/** a / b as a double with all its digits, however small. */
function quotient(a: bigint, b: bigint): number {
  if (a === 0n) return 0;
  const shift = b.toString(2).length - a.toString(2).length + 80;
  return Number((a << BigInt(shift)) / b) / 2 ** 80 / 2 ** (shift - 80);
}

/** P(at least `least` leave) by the characteristic function on 8192 points: no pmf, no convolution. */
export function byCharacteristicFunction(groups: readonly Group[], years: number, least: number): number {
  const points = 8192;
  const mean = groups.reduce((sum, { count, annualHazard }) => sum + count * (1 - (1 - annualHazard) ** years), 0);
  const from = Math.round(mean) - points / 2;
  let sum = points - Math.max(0, least - from);
  for (let j = 1; j < points; j++) {
    const t = (2 * Math.PI * j) / points;
    let [logSize, angle] = [0, -t * from];
    for (const { count, annualHazard } of groups) {
      const leave = 1 - (1 - annualHazard) ** years;
      logSize += (count / 2) * Math.log1p(-4 * leave * (1 - leave) * Math.sin(t / 2) ** 2);
      angle += count * Math.atan2(leave * Math.sin(t), 1 - leave + leave * Math.cos(t));
    }
    // Σ of e^{−itk} over the window from `least` on: a geometric series.
    const [first, width] = [least - from, points - (least - from)];
    const series = Math.sin((t * width) / 2) / Math.sin(t / 2);
    sum += Math.exp(logSize) * series * Math.cos(angle - t * (first + (width - 1) / 2));
  }
  return sum / points;
}

/** P(at least `least`) over every one of the 2^n outcomes. */
export function byEveryOutcome(leave: readonly number[], least: number): number {
  let sum = 0;
  for (let outcome = 0; outcome < 2 ** leave.length; outcome++) {
    const left = leave.map((_, person) => ((outcome >> person) & 1) === 1);
    if (left.filter(Boolean).length >= least) sum += leave.reduce((all, each, person) => all * (left[person] ? each : 1 - each), 1);
  }
  return sum;
}
