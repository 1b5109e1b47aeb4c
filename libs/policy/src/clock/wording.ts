import type { Unit } from './amount.js';

/** How a clock is spoken of in one language. */
export interface Wording {
  readonly weekdays: readonly string[];
  readonly comma: string;
  /** What stands between two sentences. */
  readonly space: string;
  readonly toCloseOfDay: string;
  readonly receiptExcluded: string;
  readonly dayOfReceipt: string;
  count(count: number, unit: Unit): string;
  length(milliseconds: number): string;
  due(due: string, amount: string, begun: string, zone: string): string;
  /** The same where that would be over by then, and somebody allowed more time. */
  dueLater(due: string, amount: string, begun: string, zone: string): string;
  standsStill(amount: string, begun: string): string;
  inHours(due: string, zone: string): string;
  promised(at: string, zone: string): string;
  /** Follows `promised` where it may be somewhat late; without it, `fullStop` does. */
  brokenBy(at: string): string;
  readonly fullStop: string;
  stoodStill(length: string, percent: number): string;
  changed(at: string, amount: string): string;
  extended(amount: string): string;
  extendedTo(until: string, by?: string): string;
  used(span: string, length: string): string;
  paused(span: string, length: string): string;
  /** `name` says what the time is instead, such as a holiday. */
  off(span: string, name?: string): string;
}

const ONE: Readonly<Record<Unit, string>> = {
  seconds: 'second', minutes: 'minute', hours: 'hour', 'calendar-days': 'calendar day', 'calendar-weeks': 'week', 'calendar-months': 'month',
  'business-minutes': 'minute of business time', 'business-hours': 'hour of business time', 'business-days': 'business day',
};
const MANY: Readonly<Record<Unit, string>> = {
  seconds: 'seconds', minutes: 'minutes', hours: 'hours', 'calendar-days': 'calendar days', 'calendar-weeks': 'weeks', 'calendar-months': 'months',
  'business-minutes': 'minutes of business time', 'business-hours': 'hours of business time', 'business-days': 'business days',
};
const ZH_UNITS: Readonly<Record<Unit, string>> = {
  seconds: '秒', minutes: '分钟', hours: '小时', 'calendar-days': '个自然日', 'calendar-weeks': '周', 'calendar-months': '个月',
  'business-minutes': '分钟（工作时间）', 'business-hours': '小时（工作时间）', 'business-days': '个工作日',
};

const parts = (milliseconds: number): [days: number, hours: number, minutes: number, seconds: number] => {
  const seconds = Math.round(milliseconds / 1000);
  return [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
};

function lengthIn(units: readonly [string, string, string, string], milliseconds: number): string {
  const said = parts(milliseconds).flatMap((count, index) => (count > 0 ? [`${count} ${units[index]}`] : []));
  return said.length > 0 ? said.join(' ') : `0 ${units[3]}`;
}

/** English. */
export const EN: Wording = {
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  comma: ', ',
  space: ' ',
  toCloseOfDay: 'to close of day',
  receiptExcluded: 'not counting the day of receipt',
  dayOfReceipt: 'the day of receipt',
  count: (count, unit) => `${count} ${count === 1 ? ONE[unit] : MANY[unit]}`,
  length: (milliseconds) => lengthIn(['d', 'h', 'min', 's'], milliseconds),
  due: (due, amount, begun, zone) => `Due ${due} (${zone}): ${amount} from ${begun}.`,
  dueLater: (due, amount, begun, zone) => `Due ${due} (${zone}), because more time was allowed than ${amount} from ${begun}.`,
  stoodStill: (length, percent) => `It stood still for ${length}: ${percent} % of the time that counts.`,
  standsStill: (amount, begun) => `The clock stands still: ${amount} from ${begun}, and nobody knows yet when it goes on.`,
  inHours: (due, zone) => `Due ${due} (${zone}): with the end of the next hours that suit the customer.`,
  promised: (at, zone) => `Promised to the customer for ${at} (${zone})`,
  brokenBy: (at) => `; not kept by ${at}, it counts as broken.`,
  fullStop: '.',
  changed: (at, amount) => `${at}: from here on ${amount}; what was used stays used.`,
  extended: (amount) => `Extended to ${amount}, counted from the original start.`,
  extendedTo: (until, by) => `Extended until ${until}${by === undefined ? '' : ` by ${by}`}; what stands still after that is added.`,
  used: (span, length) => `${span}: counted, ${length}`,
  paused: (span, length) => `${span}: paused, ${length}`,
  off: (span, name) => `${span}: not counted, ${name ?? 'outside business hours'}`,
};

/** Chinese. */
export const ZH: Wording = {
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  comma: '，',
  space: '',
  toCloseOfDay: '至当日下班为止',
  receiptExcluded: '不计收到当日',
  dayOfReceipt: '收到当日',
  count: (count, unit) => `${count} ${ZH_UNITS[unit]}`,
  length: (milliseconds) => lengthIn(['天', '小时', '分钟', '秒'], milliseconds),
  due: (due, amount, begun, zone) => `${due}（${zone}）到期：自 ${begun} 起 ${amount}。`,
  dueLater: (due, amount, begun, zone) => `${due}（${zone}）到期：原为自 ${begun} 起 ${amount}，已获准延期。`,
  stoodStill: (length, percent) => `其中暂停 ${length}，占应计时间的 ${percent}%。`,
  standsStill: (amount, begun) => `计时已暂停：自 ${begun} 起 ${amount}，何时恢复尚不可知。`,
  inHours: (due, zone) => `${due}（${zone}）到期：客户方便的下一个时段结束时。`,
  promised: (at, zone) => `我们向客户承诺的时间是${at}（${zone}）`,
  brokenBy: (at) => `；到${at} 仍未兑现，即为失信。`,
  fullStop: '。',
  changed: (at, amount) => `${at}：此后按 ${amount} 计算；已用时间保留。`,
  extended: (amount) => `延长至 ${amount}，自原起点计算。`,
  extendedTo: (until, by) => `${by === undefined ? '' : `由 ${by} `}延期至 ${until}；此后暂停的时间另加。`,
  used: (span, length) => `${span}：计入，${length}`,
  paused: (span, length) => `${span}：暂停，${length}`,
  off: (span, name) => `${span}：不计，${name ?? '非工作时间'}`,
};
