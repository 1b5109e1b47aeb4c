import { derivedId } from '@amends/eventing';
import { DUTIES } from '@amends/principles';
import type { TurnedPage } from '../ledger/turned-page.js';
import type { Obligation } from '../ledger/obligation.js';
import type { Page } from '../ledger/page.js';
import type { Notice } from './notice.js';

type Fact = TurnedPage['facts'][number];
type DataOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>['data'];

/** A page that was turned, with what was recorded of it. */
export type Turned = Pick<TurnedPage, 'complaint' | 'before' | 'page' | 'facts'>;

/** Whom to tell of what was recorded of a complaint: superiors who know now, owners whose duties come near, and whoever is needed no more. Of history nobody is told. */
export function noticesOf(turned: Turned): readonly Notice[] {
  if (turned.page.soFar.known.origin === 'history') return [];
  return turned.facts.flatMap((fact) => noticeOf(fact, turned) ?? []);
}

function noticeOf(fact: Fact, { complaint, before, page }: Turned): Notice | undefined {
  const grave = page.soFar.known.grave.length > 0;
  const to: To = (person, about, rest, nth = '') =>
    person ? { id: derivedId('notice', rest.kind, about, person, nth), person, complaint, about, because: null, grave, caughtUp: false, ...rest } : undefined;
  switch (fact.type) {
    case 'SuperiorInformed':
      return isNews(fact.data) ? to(fact.data.person, fact.data.escalationId, { kind: 'informed', caughtUp: fact.data.caughtUp === true }, fact.data.joins ? fact.id : '') : undefined;
    case 'ObligationNearing':
      // A warning to a level tells a superior, which is said as such.
      return fact.data.to === undefined ? nearing(before, fact.data, to) : undefined;
    case 'EscalationLifted': {
      const { escalationId, because } = fact.data;
      const person = toldOf(before, escalationId);
      // Whoever steps down knows of it.
      return person === fact.actor?.id ? undefined : to(person, escalationId, { kind: 'lifted', because });
    }
    default:
      return undefined;
  }
}

/** Whoever was told and has not looked yet hears again only of what is grave. */
const isNews = ({ joins, reasons }: DataOf<'SuperiorInformed'>): boolean => joins !== true || reasons.some(({ reason }) => reason === 'grave');

type To = (person: string | null, about: string, rest: Pick<Notice, 'kind'> & Partial<Notice>, nth?: string) => Notice | undefined;

/** Of one obligation there may be several warnings. */
function nearing(before: Page, { obligationId, caughtUp }: { readonly obligationId: string; readonly caughtUp?: boolean }, to: To): Notice | undefined {
  const one = before.owed.find(({ id }) => id === obligationId);
  return one && to(owing(before, one), obligationId, { kind: 'nearing', caughtUp: caughtUp === true }, String(one.warned ?? 0));
}

const toldOf = ({ shown }: Pick<Page, 'shown'>, escalationId: string | undefined): string | null => shown.told?.find(({ id }) => id === escalationId)?.person ?? null;

/** Who is warned: the owner of what agents owe, and the superior who has to say that they have seen it; nobody where a whole unit owes it. */
function owing({ soFar, shown }: Page, { kind, about }: Obligation): string | null {
  if (kind === 'acknowledge-escalation') return toldOf({ shown }, about);
  return DUTIES[kind].owedBy === 'agent' && kind !== 'accept-hand-over' ? (soFar.known.owner?.staff ?? null) : null;
}
