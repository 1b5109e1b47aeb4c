import type { LogRow } from '../../../support/log-rows.js';

/** What is known of a complaint when a rule is looked for, folded apart from the ledger's code. */
export interface Known {
  readonly channel: string;
  readonly severity: string | null;
  readonly tier: string | null;
  readonly category: readonly string[];
  readonly grave: readonly string[];
  readonly resolvedBy: string | null;
  readonly receivedAt: string | null;
  readonly sentAt: string | null;
  readonly standing: Standing | null;
}

/** What a customer is to the company, and when they may be called. */
export interface Standing {
  readonly tier?: string;
  readonly zone: string;
  readonly convenientHours: readonly { readonly weekdays: readonly number[]; readonly from: string; readonly to: string }[];
}

/** What facts say of a complaint, in the order in which they were heard. */
export function knownFrom(facts: readonly LogRow[]): Known {
  let known: Known = { channel: 'other', severity: null, tier: null, category: [], grave: [], resolvedBy: null, receivedAt: null, sentAt: null, standing: null };
  for (const { type, data } of facts) {
    const standing = data['standing'] as Standing | null;
    if (type === 'ComplaintRegistered') known = { ...known, channel: (data['contact'] as { channel: string }).channel, receivedAt: String(data['receivedAt']), sentAt: (data['sentAt'] as string | undefined) ?? null, tier: standing?.tier ?? null, standing };
    else if (type === 'CustomerStandingChanged') known = { ...known, tier: standing?.tier ?? null, standing };
    else if (type === 'ComplaintClassified') known = { ...known, severity: String(data['severity']), grave: data['grave'] as string[], category: data['category'] as string[] };
    else if (type === 'ComplaintResolved') known = { ...known, resolvedBy: String(data['how']) };
    else if (type === 'ComplaintReopened') known = { ...known, resolvedBy: null };
  }
  return known;
}

/** Whether a rule's conditions hold, written down apart from libs/policy. */
export function holds(when: Readonly<Record<string, unknown>> | undefined, known: Known, level: number | null): boolean {
  return Object.entries(when ?? {}).every(([field, wanted]) => {
    const list = wanted as readonly unknown[];
    if (field === 'level') return list.includes(level);
    if (field === 'category') return (list as string[][]).some((path) => path.every((part, at) => known.category[at] === part));
    if (field === 'grave') return list.some((flag) => known.grave.includes(String(flag)));
    return list.includes(known[field as 'channel']);
  });
}
