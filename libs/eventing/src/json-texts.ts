/**
 * Many JSON texts as one parameter: one text, parted by a character that JSON never has in it unescaped. In an array literal each
 * quotation mark would be escaped here and unescaped there: 1.3 µs a text of 400 characters against 0.05 µs.
 */
export const joinedJson = (jsons: readonly (string | null)[]): string => jsons.map((json) => json ?? '').join('\x1e');

/** The SQL array of a parameter that `joinedJson` made. */
export const arrayOfJson = (parameter: string): string => `string_to_array(${parameter}::text, E'\\x1e', '')`;
