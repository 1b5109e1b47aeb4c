/** The ISO 4217 currencies that this machine knows, in alphabetical order. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');

const known: ReadonlySet<unknown> = new Set(CURRENCIES);

/** Whether a value is the code of a currency: `EUR`. */
export const isCurrency = (value: unknown): value is string => known.has(value);
