/** A part of a whole; bigint where a common denominator outgrows the safe integers. */
export type Weight = number | bigint;

/** Whole parts and remainders, by position. */
type Quotas = { readonly whole: number[]; readonly rest: Weight[] };

/** total × weight / sum: in numbers while every product is a safe integer, else in BigInt. */
function quotasOf(total: number, weights: readonly Weight[]): Quotas {
  let sum = 0;
  for (const weight of weights) sum += Number(weight);
  if (Number.isSafeInteger(total * sum)) {
    const products = weights.map((weight) => total * Number(weight));
    return { whole: products.map((product) => Math.floor(product / sum)), rest: products.map((product) => product % sum) };
  }
  const exact = weights.reduce<bigint>((one, other) => one + BigInt(other), 0n);
  const products = weights.map((weight) => BigInt(total) * BigInt(weight));
  return { whole: products.map((product) => Number(product / exact)), rest: products.map((product) => product % exact) };
}

/**
 * Splits `total` in proportion to `weights` by largest remainder: each gets the whole part of its quota, what is left goes to
 * the largest remainders, ties to the earlier position. Exact; the parts sum to `total`.
 * @param total an integer of either sign; of a negative total the parts are negative
 * @param weights integers of at least 0, one above 0 unless total is 0
 */
export function apportion(total: number, weights: readonly Weight[]): number[] {
  if (total < 0) return apportion(-total, weights).map((part) => 0 - part);
  if (total === 0) return weights.map(() => 0);
  const { whole: parts, rest } = quotasOf(total, weights);
  let left = total;
  for (const part of parts) left -= part;
  if (left === 0) return parts;
  const byRest = [...rest.keys()].sort((one, other) => {
    const [first, second] = [rest[one] as Weight, rest[other] as Weight];
    return first > second ? -1 : first < second ? 1 : one - other;
  });
  for (const position of byRest.slice(0, left)) parts[position] = (parts[position] as number) + 1;
  return parts;
}

/** floor(amount × numerator / denominator), exact; all at least 0. */
export function floorShare(amount: number, numerator: number, denominator: number): number {
  const product = amount * numerator;
  return Number.isSafeInteger(product)
    ? Math.floor(product / denominator)
    : Number((BigInt(amount) * BigInt(numerator)) / BigInt(denominator));
}
