/** A part of a whole; bigint where a common denominator outgrows the safe integers. */
export type Weight = number | bigint;

type Quota = { readonly whole: number; readonly rest: Weight };

/** total × weight / sum as whole part and remainder: in numbers while every product is a safe integer, else in BigInt. */
function quotasOf(total: number, weights: readonly Weight[]): Quota[] {
  let sum = 0;
  for (const weight of weights) sum += Number(weight);
  if (Number.isSafeInteger(total * sum))
    return weights.map((weight) => ({ whole: Math.floor((total * Number(weight)) / sum), rest: (total * Number(weight)) % sum }));
  const exact = weights.reduce<bigint>((one, other) => one + BigInt(other), 0n);
  return weights.map((weight) => {
    const product = BigInt(total) * BigInt(weight);
    return { whole: Number(product / exact), rest: product % exact };
  });
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
  const quotas = quotasOf(total, weights);
  const parts = quotas.map(({ whole }) => whole);
  let left = total;
  for (const part of parts) left -= part;
  if (left === 0) return parts;
  const byRest = [...quotas.keys()].sort((one, other) => {
    const [first, second] = [quotas[one] as Quota, quotas[other] as Quota];
    return first.rest > second.rest ? -1 : first.rest < second.rest ? 1 : one - other;
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
