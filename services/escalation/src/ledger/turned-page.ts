import type { Actor } from '@amends/contracts';
import type { CommandContext } from '@amends/eventing';
import type { Said } from './judged.js';
import { EMPTY_PAGE, type Page } from './page.js';

/** A page as it stands in its row. */
export interface PageRow {
  readonly page: Page;
  readonly obligations_version: number;
  readonly heard_at: string;
}

/** A page as it is stored, with the version of its obligations stream. */
export interface StoredPage {
  readonly page: Page;
  readonly version: number;
  readonly heardAt: string | undefined;
}

/** What had brought it about: a fact with its correlation and trace, a person's command, or nothing but time. */
export type Brought = Pick<CommandContext, 'causation' | 'correlation' | 'traceparent'> & { readonly actor?: Actor };

/** A page after something was judged, with what has to be recorded. */
export interface TurnedPage extends StoredPage {
  readonly complaint: string;
  /** The page as it was stored before. */
  readonly before: Page;
  readonly facts: readonly (Said & Brought)[];
}

/** What was judged, with what had brought it about; what follows from an own event has that one as its cause. */
export const broughtBy = (brought: Brought, facts: readonly Said[]): readonly (Said & Brought)[] =>
  facts.map((said) => ({ ...brought, ...said, causation: said.causation ?? brought.causation }));

/** A row as a page. */
export const storedPage = ({ page, obligations_version: version, heard_at: heardAt }: PageRow): StoredPage => ({ page: { ...EMPTY_PAGE, ...page }, version, heardAt });
