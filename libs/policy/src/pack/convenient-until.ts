import type { ObligationKind } from '@amends/contracts';
import { movedIntoHours, nextCallWindow, saidHours, type Hours } from '../convenient-window.js';
import type { Pack } from './pack.js';

/** Something that is owed since an instant, and would be due by its rule; the customer's hours as far as they are known. Instants in RFC 3339. */
export interface ToSuit {
  readonly kind: ObligationKind;
  readonly rule: string;
  readonly since: string;
  readonly dueAt: string;
  readonly customer: Hours | null;
}

/** When the hours of a customer end with which something is due; undefined where its rule minds no hours, or they leave it as it is. */
export function convenientUntil(pack: Pack, { kind, rule: id, since, dueAt, customer }: ToSuit): string | undefined {
  const rule = pack.ruleOf(id);
  switch (rule?.convenient) {
    case 'next':
      return customer && saidHours(customer) ? nextCallWindow(kind === 'call-again' ? kind : 'call', since, customer).to : undefined;
    case 'within': {
      const moved = movedIntoHours(dueAt, customer ?? { zone: pack.calendarOf(rule).zone, convenientHours: [] });
      return moved === dueAt ? undefined : moved;
    }
    default:
      return undefined;
  }
}
