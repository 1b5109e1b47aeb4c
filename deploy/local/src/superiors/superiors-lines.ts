import type { Names } from '../issuer/sample-staff.js';
type Language = 'en' | 'zh';
type Post = { readonly person?: string; readonly rota?: string };

/** The tables of superiors as the service shows them. */
export interface ShownTables {
  readonly fallback: readonly { readonly person: string }[];
  readonly units: readonly { readonly unit: string; readonly reportsTo: string | null; readonly superiors: readonly Post[] }[];
  readonly rotas: readonly { readonly rota: string; readonly name: string; readonly zone: string; readonly members: readonly string[]; readonly shifts: readonly { readonly starts: string; readonly rule: string; readonly lasts: string }[]; readonly holidays?: { readonly calendar: string } }[];
  readonly absences: readonly { readonly person: string; readonly from: string; readonly to: string; readonly standIn: string | null }[];
  readonly deputies: readonly { readonly person: string; readonly deputy: string }[];
  readonly contacts: readonly { readonly category: readonly string[]; readonly unit: string | null; readonly falls: Post }[];
}

/** Who would be told, as the service says it. */
export interface ShownAnswer {
  readonly level: number;
  readonly person: string;
  readonly rota: string | null;
  readonly chosen: string;
  readonly top: boolean;
  readonly at: string;
  readonly pack: string;
  readonly name: Readonly<Record<Language, string>> | null;
  readonly informOnly: boolean;
  readonly why: Readonly<Record<Language, readonly string[]>>;
}

const TITLES: Readonly<Record<Language, Readonly<Record<keyof ShownTables, string>>>> = {
  en: { fallback: 'When nobody else is there', units: 'Superiors, the nearest first', rotas: 'Rotas', absences: 'Absences', deputies: 'Deputies', contacts: 'Contact sheet' },
  zh: { fallback: '无其他人在岗时', units: '上级（由近及远）', rotas: '轮值班', absences: '缺勤', deputies: '常任代理人', contacts: '联系表' },
};

const WORDS = {
  en: { top: 'at the top', holidays: 'holidays of', standIn: 'stand-in', level: 'Level', informOnly: 'is only informed', fallback: 'nobody else is there' },
  zh: { top: '最高', holidays: '节日保障，日历', standIn: '代理', level: '级别', informOnly: '仅知会', fallback: '无其他人在岗' },
} as const;

/** The tables as lines, empty ones left out. */
export function tableLines(tables: ShownTables, names: Names, language: Language): string[] {
  const words = WORDS[language];
  const of = (id: string): string => names.get(id) ?? id;
  const post = ({ person, rota }: Post): string => (person === undefined ? `rota:${rota}` : of(person));
  const lines: Readonly<Record<keyof ShownTables, readonly string[]>> = {
    fallback: tables.fallback.map(({ person }) => of(person)),
    units: tables.units.map(({ unit, reportsTo, superiors }) => `${unit} (${reportsTo === null ? words.top : `→ ${reportsTo}`}): ${superiors.map(post).join(', ') || '–'}`),
    rotas: tables.rotas.flatMap(({ rota, name, zone, members, shifts, holidays }) => [
      `${rota}: ${name}, ${zone}${holidays ? `, ${words.holidays} ${holidays.calendar}` : ''}: ${members.map(of).join(', ')}`,
      ...shifts.map(({ starts, rule, lasts }) => `  ${starts} ${rule} ${lasts}`),
    ]),
    absences: tables.absences.map(({ person, from, to, standIn }) => `${of(person)}: ${from} – ${to}${standIn === null ? '' : `, ${words.standIn}: ${of(standIn)}`}`),
    deputies: tables.deputies.map(({ person, deputy }) => `${of(person)}: ${of(deputy)}`),
    contacts: tables.contacts.map(({ category, unit, falls }) => `${category.join(' / ')}${unit === null ? '' : ` (${unit})`}: ${post(falls)}`),
  };
  return (Object.keys(TITLES[language]) as (keyof ShownTables)[]).flatMap((table) => (lines[table].length > 0 ? [TITLES[language][table], ...lines[table].map((line) => `  ${line}`)] : []));
}

/** Who would be told, and below it why, a line a step. */
export function whoLines({ level, person, rota, name, informOnly, at, pack, why }: ShownAnswer, names: Names, language: Language): string[] {
  const words = WORDS[language];
  const title = name ? `${words.level} ${level}, ${name[language]}` : `${words.level} ${level}`;
  const told = `${names.get(person) ?? person}${rota === null ? '' : ` (rota:${rota})`}`;
  return [`${title}: ${told}${informOnly ? ` (${words.informOnly})` : ''}`, `${at}, ${pack}`, '', ...why[language].map((line) => `  ${withNames(line, names)}`)];
}

const withNames = (line: string, names: Names): string => line.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => names.get(id) ?? id);
