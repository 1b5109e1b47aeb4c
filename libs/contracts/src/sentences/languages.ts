/** The languages that Amends speaks. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same in every language that Amends speaks. */
export type InEveryLanguage = { readonly [Each in Language]: string };

/** What is said in each language. */
export const inEveryLanguage = (say: (language: Language) => string): InEveryLanguage => ({ en: say('en'), zh: say('zh') });
