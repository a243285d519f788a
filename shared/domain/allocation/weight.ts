/** A weight twice: exact on a scale that all weights of a request share, and as the double that was sent. */
export type Weight = { readonly exact: bigint; readonly near: number };

/** The shortest decimal of a double, which is what the caller wrote, as digits × 10^exponent. */
function decimalOf(value: number): { digits: bigint; exponent: number } {
  const [mantissa = '0', power = '0'] = String(value).split('e');
  const [whole = '0', part = ''] = mantissa.split('.');
  return { digits: BigInt(whole + part), exponent: Number(power) - part.length };
}

/**
 * Weights as exact decimals over one common power of ten: 0.1 and 0.3 are as one to three, which they are not as doubles.
 * @param values 0, or from 10⁻⁹ to 10¹² (so that no digit is lost to a subnormal double)
 */
export function exactWeights(values: readonly number[]): Weight[] {
  const decimals = values.map(decimalOf);
  const least = decimals.reduce((low, { exponent }) => Math.min(low, exponent), 0);
  return decimals.map(({ digits, exponent }, index) => ({
    exact: digits * 10n ** BigInt(exponent - least),
    near: values[index] as number,
  }));
}

/** Far above the rounding of two products, far below any difference that matters. */
const DOUBT = 2 ** -48;

/**
 * The order of a / u and b / v, exactly: negative, 0 or positive. In doubles where they leave no doubt, else in BigInt.
 * @param a a safe integer of at least 0, as `b`
 * @param u above 0, of the same request as `v`
 */
export function compareRatios(a: number, u: Weight, b: number, v: Weight): number {
  const left = a * v.near;
  const right = b * u.near;
  if (Math.abs(left - right) > (left + right) * DOUBT) return left - right;
  if (u.exact === v.exact) return a - b;
  const difference = BigInt(a) * v.exact - BigInt(b) * u.exact;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
