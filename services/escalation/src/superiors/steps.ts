/** How somebody was found: one step of the search, in order. */
export type Step =
  | { readonly step: 'contact-sheet'; readonly category: readonly string[] }
  | { readonly step: 'holiday'; readonly rota: string; readonly holiday: string }
  | { readonly step: 'superior'; readonly level: number; readonly unit: string; readonly person?: string; readonly rota?: string }
  | { readonly step: 'turn'; readonly rota: string; readonly person: string }
  | { readonly step: 'nobody-on-duty'; readonly rota: string }
  | { readonly step: 'absent'; readonly person: string; readonly until: string }
  | { readonly step: 'gone'; readonly person: string }
  | { readonly step: 'stands-in'; readonly person: string; readonly as: 'stand-in' | 'deputy'; readonly for: string }
  | { readonly step: 'owns'; readonly person: string }
  | { readonly step: 'knows-already'; readonly person: string; readonly level: number }
  | { readonly step: 'nobody-fresh' }
  | { readonly step: 'fallback'; readonly person: string };

type Language = 'en' | 'zh';
type Said = { readonly [Name in Step['step']]: (step: Extract<Step, { step: Name }>) => Readonly<Record<Language, string>> };

const WORDS: Said = {
  'contact-sheet': ({ category }) => ({ en: `The contact sheet has a line for ${category.join(' / ')}.`, zh: `联系表中有“${category.join(' / ')}”一项。` }),
  holiday: ({ rota, holiday }) => ({ en: `It is ${holiday}: the rota ${rota} is on holiday guarantee.`, zh: `今天是${holiday}，由节日保障班“${rota}”值守。` }),
  superior: ({ level, unit, person, rota }) => ({
    en: `Level ${level} is ${person ?? `the rota ${rota}`}, for ${unit}.`,
    zh: `第${level}级（${unit}）：${person ?? `轮值班“${rota}”`}。`,
  }),
  turn: ({ rota, person }) => ({ en: `In the rota ${rota} it is the turn of ${person}.`, zh: `轮值班“${rota}”现轮到${person}。` }),
  'nobody-on-duty': ({ rota }) => ({ en: `In the rota ${rota} nobody is on duty then.`, zh: `轮值班“${rota}”此时无人值班。` }),
  absent: ({ person, until }) => ({ en: `${person} is absent until ${until}.`, zh: `${person}不在岗，至${until}。` }),
  gone: ({ person }) => ({ en: `${person} is not among the staff any more.`, zh: `${person}已不在员工名册中。` }),
  'stands-in': ({ person, as, for: absent }) => ({
    en: as === 'deputy' ? `${person} is the deputy of ${absent}.` : `${person} stands in for ${absent} during this absence.`,
    zh: as === 'deputy' ? `${person}是${absent}的常任代理人。` : `此次缺勤期间由${person}代理${absent}。`,
  }),
  owns: ({ person }) => ({ en: `${person} owns the complaint.`, zh: `${person}正是该投诉的负责人。` }),
  'knows-already': ({ person, level }) => ({ en: `${person} knows already, as level ${level}.`, zh: `${person}已作为第${level}级得知。` }),
  'nobody-fresh': () => ({ en: 'Nobody else is there: somebody is told who knows already.', zh: '没有其他人在岗，只能再次通知已知情的人。' }),
  fallback: ({ person }) => ({ en: `${person} is told when nobody else is there.`, zh: `无其他人在岗时通知${person}。` }),
};

/** A step in words; people are named by their ids. */
export const sayStep = <Name extends Step['step']>(step: Extract<Step, { step: Name }>, language: Language): string =>
  (WORDS[step.step as Name] as (of: typeof step) => Readonly<Record<Language, string>>)(step)[language];
