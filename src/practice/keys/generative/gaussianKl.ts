import type { SecondKey } from '../../template.ts';

interface Latent extends Record<string, unknown> {
  mu: number;
  sigma: number;
}

const intervals = 300;
/** Beyond so many standard deviations there is nothing left that would count. */
const reach = 9;

/** The definition, ∫ p(x) ln(p(x) / q(x)) dx, by Simpson's rule. */
export const gaussianKl = (({ mu, sigma }: Latent) => {
  const step = (2 * reach * sigma) / intervals;
  let sum = 0;
  for (let index = 0; index <= intervals; index++) {
    const x = mu - reach * sigma + index * step;
    const exponent = -(((x - mu) / sigma) ** 2) / 2;
    const density = Math.exp(exponent) / (sigma * Math.sqrt(2 * Math.PI));
    const inner = index % 2 === 1 ? 4 : 2;
    const weight = index === 0 || index === intervals ? 1 : inner;
    sum += weight * density * (exponent - Math.log(sigma) + x ** 2 / 2);
  }
  return (sum * step) / 3;
}) as SecondKey;
