/** Why a text is no list of fields: a quote that is still open at its end (more lines may close it), or one with text behind it. */
export type QuoteFlaw = 'quote-open' | 'text-after-quote';

/**
 * The fields of one record, comma-separated, quoted as in RFC 4180 (a doubled quote stands for one); a quote inside an
 * unquoted field is an ordinary character.
 */
export function csvFields(text: string): string[] | QuoteFlaw {
  return text.includes('"') ? quotedFields(text) : text.split(',');
}

function quotedFields(text: string): string[] | QuoteFlaw {
  const fields: string[] = [];
  for (let from = 0; ; ) {
    const end = text[from] === '"' ? closingQuote(text, from) + 1 : fieldEnd(text, from);
    if (end === 0) return 'quote-open';
    if (end < text.length && text[end] !== ',') return 'text-after-quote';
    fields.push(unquoted(text.slice(from, end)));
    if (end === text.length) return fields;
    from = end + 1;
  }
}

function fieldEnd(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  return comma < 0 ? text.length : comma;
}

function closingQuote(text: string, opening: number): number {
  let at = text.indexOf('"', opening + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function unquoted(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}
