import { askHealth, type Running } from '../launcher/index.js';

/** How people are told outside of Amends, as escalation says at /health/lag. */
export interface NoticesReport {
  channels: string[];
  people: number;
  waiting: number;
  dead: number;
  paused: number;
}

/** Whether anybody is told outside of their inbox, in one line; and what an operator has to look at. */
export function noticesLines({ channels, people, waiting, dead, paused }: NoticesReport): string[] {
  const mail = channels.includes('email') ? '' : ', e-mail is not set up (AMENDS_SMTP_URL)';
  return [
    people === 0 ? `notices: inboxes alone tell; nobody has an address${mail}` : `notices: ${people} people by ${channels.join(' and ')}${mail}, ${waiting} letters on their way`,
    ...(paused > 0 ? [`! ${paused} addresses fail and are left alone for a while: npx amends notices list`] : []),
    ...(dead > 0 ? [`! ${dead} letters never arrived: npx amends notices list --state dead, then npx amends notices retry`] : []),
  ];
}

/** The same of what runs; empty where escalation does not answer. */
export async function noticesOf({ services }: Pick<Running, 'services'>): Promise<string[]> {
  const url = services['escalation']?.url;
  const lag = url && (await askHealth<{ services?: { service: string; notices?: NoticesReport }[] }>(url, 'lag'));
  const report = lag ? lag.services?.find(({ notices }) => notices)?.notices : undefined;
  return report ? noticesLines(report) : [];
}
