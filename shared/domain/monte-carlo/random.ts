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

/** Layers of the ziggurat below, its right edge and the area of a layer: Marsaglia and Tsang (2000), table for e^−x. */
const LAYERS = 256;
const EDGE = 7.697_117_470_131_05;
const AREA = 0.003_949_659_822_581_572;
const WORDS = 2 ** 32;

function ziggurat(): { inside: Float64Array; width: Float64Array; height: Float64Array } {
  const [inside, width, height] = [new Float64Array(LAYERS), new Float64Array(LAYERS), new Float64Array(LAYERS)];
  const base = AREA / Math.exp(-EDGE);
  [inside[0], width[0], height[0]] = [(EDGE / base) * WORDS, base / WORDS, 1];
  [width[LAYERS - 1], height[LAYERS - 1]] = [EDGE / WORDS, Math.exp(-EDGE)];
  let [x, above] = [EDGE, EDGE];
  for (let layer = LAYERS - 2; layer >= 1; layer--) {
    x = -Math.log(AREA / x + Math.exp(-x));
    inside[layer + 1] = (x / above) * WORDS;
    above = x;
    [width[layer], height[layer]] = [x / WORDS, Math.exp(-x)];
  }
  return { inside, width, height };
}
const { inside: INSIDE, width: WIDTH, height: HEIGHT } = ziggurat();

/**
 * Many streams as `streamOf` makes them, side by side and seeded anew for every draw: each purpose has its own, so that no
 * driver shifts the luck of another.
 */
export class Streams {
  readonly #words: Int32Array;

  constructor(count: number) {
    this.#words = new Int32Array(count * 4);
  }

  seed(stream: number, seed: number, draw: number, name: number): void {
    const at = stream * 4;
    this.#words[at] = seed;
    this.#words[at + 1] = draw;
    this.#words[at + 2] = name + Math.floor(seed / WORDS);
    this.#words[at + 3] = 1;
    for (let warm = 0; warm < 12; warm++) this.#next(at);
  }

  /** 32 bits. */
  #next(at: number): number {
    const words = this.#words;
    const b = words[at + 1] as number;
    const c = words[at + 2] as number;
    const counter = words[at + 3] as number;
    const sum = ((((words[at] as number) + b) | 0) + counter) | 0;
    words[at + 3] = counter + 1;
    words[at] = b ^ (b >>> 9);
    words[at + 1] = (c + (c << 3)) | 0;
    words[at + 2] = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Above 0 and below 1. */
  uniform(stream: number): number {
    return (this.#next(stream * 4) + 0.5) / WORDS;
  }

  /** Trials that come to nothing before the next success, as a whole number; `reach` = −1 / log(1 − p), at most a billion. */
  skip(stream: number, reach: number): number {
    return Math.min(1e9, this.exponential(stream) * reach) | 0;
  }

  /** An exponential number of mean 1. */
  exponential(stream: number): number {
    const word = this.#next(stream * 4);
    const layer = word & (LAYERS - 1);
    const x = word * (WIDTH[layer] as number);
    return word < (INSIDE[layer] as number) ? x : this.#beside(stream, layer, x);
  }

  /** One time in fifty: the tail, and what lies between a layer and the curve. */
  #beside(stream: number, layer: number, x: number): number {
    if (layer === 0) return EDGE - Math.log(this.uniform(stream));
    const low = HEIGHT[layer] as number;
    const high = HEIGHT[layer - 1] as number;
    return low + this.uniform(stream) * (high - low) < Math.exp(-x) ? x : this.exponential(stream);
  }
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
