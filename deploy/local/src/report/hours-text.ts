/** Hours as people say them: `42 min`, `23.7 h`, `1 d 2 h`, `123 d`; a dash where there are none. Pure. */
export function hoursText(hours: number | null): string {
  if (hours === null) return '–';
  const minutes = Math.round(hours * 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${oneDigit(hours)} h`;
  const whole = Math.round(hours);
  const [days, rest] = [Math.floor(whole / 24), whole % 24];
  return days >= 100 || rest === 0 ? `${Math.round(hours / 24)} d` : `${days} d ${rest} h`;
}

const oneDigit = (value: number): string => (Math.round(value * 10) / 10).toString();
