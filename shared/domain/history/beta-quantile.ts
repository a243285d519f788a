/** Coefficients of Lanczos' approximation (g = 7) as Godfrey computed them; relative error below 10⁻¹⁴. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** log Γ(x) for x of at least ½. */
function logGamma(x: number): number {
  const [first, ...others] = LANCZOS;
  const series = others.reduce((sum, coefficient, n) => sum + coefficient / (x + n), first as number);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/** The continued fraction of the incomplete beta function, by Lentz' method; converges fast for x < (a + 1) / (a + b + 2). */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return result;
}

/** Probability that a Beta(a, b) number is at most x: the regularised incomplete beta function. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

/**
 * The quantile of a beta distribution: the x at most which a Beta(a, b) number is with a probability. By halving, so that the
 * answer is as good as the distribution function: relative error below 10⁻⁷ for parameters up to 10⁷.
 * @param probability above 0 and below 1
 * @param a,b at least ½
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  let high = 1;
  while (high > 1e-300 && betaBelow(high / 2, a, b) > probability) high /= 2;
  let low = high / 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) > probability) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/**
 * The 95 % interval of a probability from successes among independent trials, by Jeffreys' prior Beta(½, ½); it ends at 0
 * without a success and at 1 without a failure. @returns lowest and highest
 */
export function jeffreysInterval(successes: number, trials: number): [number, number] {
  const [a, b] = [successes + 0.5, trials - successes + 0.5];
  return [successes === 0 ? 0 : betaQuantile(0.025, a, b), successes === trials ? 1 : betaQuantile(0.975, a, b)];
}
