import type { Language } from '../show/words.js';

/** How much there is in an inbox. */
export interface HowMuch {
  readonly entries: number;
  readonly mine: number;
  readonly overdue: number;
  readonly unacknowledged: number;
}

interface Words {
  count(counts: HowMuch): string;
  readonly nothing: string;
  readonly nobody: string;
  readonly nothingDue: string;
  late(span: string): string;
  in(span: string): string;
  level(level: number): string;
  seen(who: string): string;
  seenBy(who: string, by: string): string;
  overdueBy(who: string, by: string): string;
  readonly advised: string;
  readonly takenOver: string;
  readonly left: string;
  times(zone: string): string;
  readonly units: readonly [days: string, hours: string, minutes: string];
}

/** What stands around the entries of an inbox. */
export const INBOX_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    count: ({ entries, mine, overdue, unacknowledged }) => `${entries} ${entries === 1 ? 'complaint' : 'complaints'} · ${mine} told to you · ${overdue} overdue · ${unacknowledged} not seen yet`,
    nothing: 'Nothing is before you.',
    nobody: 'nobody yet',
    nothingDue: 'nothing is due',
    late: (span) => `${span} late`,
    in: (span) => `in ${span}`,
    level: (level) => `level ${level}`,
    seen: (who) => `${who} has seen it`,
    seenBy: (who, by) => `${who} has to see it by ${by}`,
    overdueBy: (who, by) => `${who} had to see it by ${by}`,
    advised: 'advice given',
    takenOver: 'taken over',
    left: 'left the inbox',
    times: (zone) => `times of ${zone}`,
    units: ['d', 'h', 'min'],
  },
  zh: {
    count: ({ entries, mine, overdue, unacknowledged }) => `${entries}件投诉 · ${mine}件通知了您 · ${overdue}件逾期 · ${unacknowledged}件尚未确认`,
    nothing: '没有需要您过问的投诉。',
    nobody: '尚无人负责',
    nothingDue: '没有到期之事',
    late: (span) => `逾期${span}`,
    in: (span) => `还有${span}`,
    level: (level) => `${level}级`,
    seen: (who) => `${who}已确认知情`,
    seenBy: (who, by) => `${who}应于${by}前确认知情`,
    overdueBy: (who, by) => `${who}未在${by}前确认知情`,
    advised: '已给出建议',
    takenOver: '已接管',
    left: '已离开收件箱',
    times: (zone) => `时区 ${zone}`,
    units: ['天', '小时', '分钟'],
  },
};

/** A span of time in at most two of days, hours and minutes. */
export function spanIn(language: Language, milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  const parts = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const first = Math.min(parts.findIndex((part) => part > 0) & 3, 2);
  const gap = language === 'zh' ? '' : ' ';
  const said = parts.slice(first, first + 2).flatMap((part, at) => (part > 0 || at === 0 ? [`${part}${gap}${INBOX_WORDS[language].units[first + at]!}`] : []));
  return said.join(gap);
}
