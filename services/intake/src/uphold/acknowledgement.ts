/** Languages in which Amends acknowledges by itself. */
type Language = 'en' | 'zh';

const TEXTS: Readonly<Record<Language, (reference: string) => string>> = {
  en: (reference) =>
    `Thank you for telling us. We have your complaint and take it seriously. Its reference is ${reference}: please name it when you contact us. ` +
    'A person is looking into it and will answer you.',
  zh: (reference) => `感谢您告诉我们。您的投诉我们已经收到，并会认真对待。投诉编号：${reference}，与我们联系时请告知此编号。我们的工作人员正在了解情况，会给您答复。`,
};

/** What a customer who wrote is told at once, in the complaint's language where there is a text in it, else in English. */
export function acknowledgement(spoken: string, reference: string): { readonly language: Language; readonly message: string } {
  const language = /^zh\b/i.test(spoken) ? 'zh' : 'en';
  return { language, message: TEXTS[language](inGroups(reference)) };
}

/** `26 0000 0014`: in fours from the end, as it is read out on the phone. */
const inGroups = (reference: string): string => reference.replace(/(?<=\d)(?=(?:\d{4})+$)/g, ' ');
