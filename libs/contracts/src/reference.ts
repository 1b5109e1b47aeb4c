/**
 * The totally anti-symmetric quasigroup of order 10 of H. M. Damm, "Totally anti-symmetric quasigroups for all orders n ≠ 2, 6"
 * (2007): its check digit finds every single wrong digit and every swap of neighbours, the slips of people on the phone.
 */
const DAMM = [
  '0317598642', '7092154863', '4206871359', '1750983426', '6123045978', '3674209581', '5869720134', '8945362017', '9438617205', '2581436790',
];

const interim = (digits: string): number => [...digits].reduce((row, digit) => Number(DAMM[row]![Number(digit)]), 0);

/** A spoken reference: two digits of the year, a running number of at least seven digits, and the check digit. */
export function referenceOf(year: number, number: number): string {
  const digits = String(year % 100).padStart(2, '0') + String(number).padStart(7, '0');
  return digits + String(interim(digits));
}

/** Whether a reference was said and typed as it was given; spaces and hyphens do not matter. */
export function isReference(spoken: string): boolean {
  const digits = spoken.replace(/[\s-]/g, '');
  return /^\d{6,19}$/.test(digits) && interim(digits) === 0;
}
