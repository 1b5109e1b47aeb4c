import { invalidRequest, isText } from '@amends/runtime';

/** What a file is called when nobody says how. */
const NAMELESS = 'file';
const LONGEST = 255;

// These turn the direction of what follows: a name that ends in `gpj.exe` would be shown as one that ends in `exe.jpg`.
const TURNS = /[\u202a-\u202e\u2066-\u2069]/;

/** The name in a Content-Disposition header (RFC 6266), without any folders; a 400 problem when it is no name. */
export function fileNameOf(disposition: string | undefined): string {
  if (disposition === undefined) return NAMELESS;
  const name = baseOf(extended(disposition) ?? plain(disposition) ?? NAMELESS);
  if (isText(name, LONGEST) && !/[\t\n]/.test(name) && !TURNS.test(name)) return name;
  throw invalidRequest([WRONG]);
}

/** The header under which a file of that name is handed out: always saved, never shown in place. */
export function dispositionOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percent)}`;
}

const WRONG = {
  field: 'Content-Disposition',
  message: `must name the file with 1 to ${LONGEST} characters that can be shown`,
  remedy: "write it as attachment; filename*=UTF-8''photo%20of%20the%20hose.jpg, or leave the header out",
};

/** `filename*=UTF-8''...` of RFC 8187, which goes before the plain one. */
function extended(disposition: string): string | undefined {
  const encoded = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]*)/i.exec(disposition)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw invalidRequest([WRONG]);
  }
}

function plain(disposition: string): string | undefined {
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  return quoted?.replace(/\\(.)/g, '$1') ?? /;\s*filename\s*=\s*([^;"\s]+)/i.exec(disposition)?.[1];
}

/** Senders may tell whole paths; only what stands after the last separator is a name. */
const baseOf = (name: string): string => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
