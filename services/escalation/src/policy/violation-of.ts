import type { FieldError } from '@amends/runtime';

/** `rules.0.allow: choose …; do that` as what is wrong with a field of a request. */
export function violationOf(sentence: string, otherwise: string): FieldError {
  const [field = '', ...rest] = sentence.split(': ');
  const [message = '', remedy = otherwise] = rest.join(': ').split('; ');
  return { field, message, remedy };
}
