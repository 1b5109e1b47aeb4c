import { timesIn } from '@amends/contracts';
import type { Language } from '@amends/policy';
import { byNearestDuty, type Item } from './item.js';
import { LETTER_WORDS } from './letter-words.js';
import type { Preferences } from './preferences.js';

/** Words for people, and the same as data for whatever receives a webhook. */
export interface Letter {
  readonly subject: string;
  /** Paragraphs; an empty one stands between two complaints. */
  readonly lines: readonly string[];
  readonly isDigest: boolean;
  readonly items: readonly LetterItem[];
  /** Complaints that the letter has no room for. */
  readonly more: number;
}

/** A complaint of a letter, with its place in the console where that is known. */
export type LetterItem = Omit<Item, 'reasons' | 'owed'> & {
  readonly reasons: readonly { readonly reason: string; readonly say: string }[];
  readonly owed: readonly { readonly kind: string; readonly name: string; readonly dueAt: string }[];
  readonly link: string | null;
};

/** In whose words a letter is written, and where the console is. */
export type Reader = Pick<Preferences, 'language' | 'zone'> & { readonly publicUrl: string | undefined };

/** A digest shows so many complaints, and counts the others. */
export const MOST_SHOWN = 50;

/** One letter about some complaints, the nearest duty first. */
export function letterOf(items: readonly Item[], { language, zone, publicUrl }: Reader): Letter {
  const words = LETTER_WORDS[language];
  const when = timesIn(zone, language);
  const shown = byNearestDuty(items).slice(0, MOST_SHOWN);
  const more = items.length - shown.length;
  const linkOf = (complaint: string): string | null => (publicUrl === undefined ? null : `${publicUrl}/complaints/${complaint}`);
  const about = (item: Item): readonly string[] => {
    const link = linkOf(item.complaint);
    return [...words.about(item, when), ...(link === null ? [] : [words.open(link)])];
  };
  const [only] = shown as [Item];
  return {
    subject: items.length === 1 ? words.subject(only, when) : words.digest(items.length),
    lines: [...shown.flatMap((item, index) => (index === 0 ? about(item) : ['', ...about(item)])), ...(more > 0 ? ['', words.more(more)] : [])],
    isDigest: items.length > 1,
    items: shown.map((item) => dataOf(item, language, linkOf(item.complaint))),
    more,
  };
}

const dataOf = (item: Item, language: Language, link: string | null): LetterItem => ({
  ...item,
  reasons: item.reasons.map(({ reason, say }) => ({ reason, say: say[language] })),
  owed: item.owed.map(({ kind, name, dueAt }) => ({ kind, name: name[language], dueAt })),
  link,
});
