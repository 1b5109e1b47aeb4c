import type { Language } from './languages.js';

/** Writes instants as its reader reads them. */
export type When = (instant: string) => string;

/** The zones of readers are a few of some hundred; making a format takes as long as a hundred uses. */
const formats = new Map<string, When>();
const MOST_FORMATS = 1000;

/** Day and time in an IANA zone, with the name of the zone behind: `22 Nov, 06:14 UTC`, 11月22日 06:14（UTC）. Throws for a zone that there is not. */
export function timesIn(zone: string, language: Language): When {
  const key = `${language} ${zone}`;
  const format = formats.get(key) ?? formatFor(zone, language);
  if (formats.size < MOST_FORMATS) formats.set(key, format);
  return format;
}

function formatFor(zone: string, language: Language): When {
  const time = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' });
  return (instant) => {
    const at = Date.parse(instant);
    const zoned = name.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value;
    return language === 'zh' ? `${time.format(at)}（${zoned}）` : `${time.format(at)} ${zoned}`;
  };
}
