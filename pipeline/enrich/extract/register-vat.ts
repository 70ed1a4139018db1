/** How a country writes its VAT numbers, after its prefix, and the check its last digits are. */
type Vat = { shape: RegExp; isValid: (body: string) => boolean };

const digitsOf = (text: string) => [...text].map(Number);
const weighted = (body: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0);
/** The sum of the digits of each product: what Luhn and its relatives add up. */
const crossed = (body: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => {
    const product = weight * Number(body[at]);
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);
const luhn = (body: string) =>
  digitsOf(body)
    .toReversed()
    .reduce((sum, digit, at) => {
      const doubled = at % 2 === 1 ? digit * 2 : digit;
      return sum + (doubled > 9 ? doubled - 9 : doubled);
    }, 0) %
    10 ===
  0;
/** ISO 7064 MOD 11,10. */
const mod1110 = (body: string) => {
  let product = 10;
  for (const digit of digitsOf(body.slice(0, -1))) {
    const sum = (digit + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(body.at(-1));
};
const always = () => true;
const unitedKingdom = (body: string) => {
  const sum = weighted(body, [8, 7, 6, 5, 4, 3, 2]) + Number(body.slice(7, 9));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
};
const netherlands = (body: string) => {
  const eleven = weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(body[8]);
  // Since 2020 sole traders have numbers that only ISO 7064 MOD 97 checks, letters counting from ten.
  const spelled = [...`NL${body}`].map((sign) => Number.parseInt(sign, 36)).join("");
  return eleven || BigInt(spelled) % 97n === 1n;
};

const countries: Readonly<Record<string, Vat>> = {
  AT: {
    shape: /U\d{8}/,
    isValid: (body) =>
      (10 - ((crossed(body.slice(1), [1, 2, 1, 2, 1, 2, 1]) + 4) % 10)) % 10 === Number(body[8]),
  },
  BE: {
    shape: /[01]\d{9}/,
    isValid: (body) => 97 - (Number(body.slice(0, 8)) % 97) === Number(body.slice(8)),
  },
  CHE: {
    shape: /\d{9}/,
    isValid: (body) =>
      (11 - (weighted(body, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === Number(body[8]),
  },
  CZ: { shape: /\d{8,10}/, isValid: always },
  DE: { shape: /[1-9]\d{8}/, isValid: mod1110 },
  DK: { shape: /\d{8}/, isValid: (body) => weighted(body, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  EE: { shape: /\d{9}/, isValid: (body) => weighted(body, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 },
  ES: { shape: /[A-Z\d]\d{7}[A-Z\d]/, isValid: (body) => /[A-Z]/.test(body) },
  FI: { shape: /\d{8}/, isValid: (body) => weighted(body, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0 },
  FR: {
    shape: /[A-Z\d]{2}\d{9}/,
    isValid: (body) =>
      luhn(body.slice(2)) &&
      (/[A-Z]/.test(body.slice(0, 2)) ||
        (12 + 3 * (Number(body.slice(2)) % 97)) % 97 === Number(body.slice(0, 2))),
  },
  GB: { shape: /\d{9}(?:\d{3})?/, isValid: unitedKingdom },
  HU: { shape: /\d{8}/, isValid: (body) => weighted(body, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0 },
  IE: { shape: /\d[\dA-Z]\d{5}[A-W][A-I]?/, isValid: always },
  IT: { shape: /\d{11}/, isValid: luhn },
  LU: {
    shape: /\d{8}/,
    isValid: (body) => Number(body.slice(0, 6)) % 89 === Number(body.slice(6)),
  },
  NL: { shape: /\d{9}B\d{2}/, isValid: netherlands },
  NO: {
    shape: /\d{9}(?:MVA)?/,
    isValid: (body) =>
      (11 - (weighted(body, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(body[8]),
  },
  PL: {
    shape: /\d{10}/,
    isValid: (body) => weighted(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(body[9]),
  },
  PT: {
    shape: /\d{9}/,
    isValid: (body) =>
      ((11 - (weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === Number(body[8]),
  },
  SE: { shape: /\d{10}01/, isValid: (body) => luhn(body.slice(0, 10)) },
};

/** A VAT number without its spaces and dots; undefined where it is none or its check digits are wrong. */
export function vatIn(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s.\-–/]/g, "");
  const prefix = plain.startsWith("CHE") ? "CHE" : plain.slice(0, 2);
  const vat = countries[prefix];
  const body = vat && new RegExp(`^(?:${vat.shape.source})`).exec(plain.slice(prefix.length))?.[0];
  return vat && body && vat.isValid(body) ? prefix + body : undefined;
}
