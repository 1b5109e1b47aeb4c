import type { RecordedEvent } from '@amends/contracts';
import { EMPTY_PAGE, foldEvent, type Page } from '../ledger/page.js';
import type { AComplaint } from './a-complaint.js';

/** The page anew from what was heard and said, own events after all facts, as they may stand in the topic. */
export function rebuilt({ heard, judged }: AComplaint): Page {
  const own = judged.facts.filter(({ type }) => type.startsWith('Obligation')).map((said, index) => ({ ...said, source: 'escalation', streamKind: 'obligations', version: index + 1 }));
  return [...heard, ...(own as unknown as readonly RecordedEvent[])].reduce(foldEvent, EMPTY_PAGE);
}
