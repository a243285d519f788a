/** A stream of random numbers that its seeds decide: the same on every machine. */
export type Random = () => number;

/**
 * Chris Doty-Humphrey's sfc32, seeded by two whole numbers (a seed and a draw) and a name of the stream, so that compared
 * scenarios see the same luck draw by draw, and hiring never shifts the luck of those who were there before.
 * @returns numbers above 0 and below 1
 */
export function streamOf(seed: number, draw: number, stream: number): Random {
  let [a, b, c, counter] = [seed | 0, draw | 0, (stream + Math.floor(seed / 2 ** 32)) | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return ((sum >>> 0) + 0.5) / 2 ** 32;
  };
  for (let warm = 0; warm < 12; warm++) next();
  return next;
}

/** How many of `count` trials come to nothing before the next success: geometric. `logStay` = log(1 − p), below 0. */
export const skipped = (random: Random, logStay: number): number => Math.floor(Math.log(random()) / logStay);

/** Successes among `count` independent trials: from success to success, so that rare ones cost next to nothing. */
export function successes(random: Random, count: number, probability: number): number {
  if (probability <= 0 || count === 0) return 0;
  if (probability >= 1) return count;
  const logStay = Math.log1p(-probability);
  let found = 0;
  for (let at = skipped(random, logStay); at < count; at += 1 + skipped(random, logStay)) found++;
  return found;
}

/** A standard normal number, by Marsaglia's polar method. */
function normal(random: Random): number {
  for (;;) {
    const [x, y] = [2 * random() - 1, 2 * random() - 1];
    const size = x * x + y * y;
    if (size < 1) return x * Math.sqrt((-2 * Math.log(size)) / size);
  }
}

/** A gamma number of the given shape and scale 1, by Marsaglia and Tsang (2000). */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A beta number; both parameters above 0. */
export function beta(random: Random, a: number, b: number): number {
  const [x, y] = [gamma(random, a), gamma(random, b)];
  return x / (x + y);
}
