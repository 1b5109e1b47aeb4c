/** An event of a complaint as insight tells it. */
export interface Entry {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly stream: string;
  readonly round: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly origin: string;
  readonly actor: { readonly id: string; readonly role: string; readonly unit: string | null };
  readonly data: Readonly<Record<string, unknown>>;
  readonly sealed: boolean;
}

/** Something that is still owed. */
export interface Duty {
  readonly kind: string;
  readonly principle: number;
  readonly owedBy: { readonly role: string; readonly unit: string | null };
  readonly dueAt: string;
  readonly state: string;
}

/** Where a complaint stands, as insight tells it. */
export interface Complaint {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly round: number;
  readonly owner: { readonly unit: string | null; readonly staff: string | null } | null;
  readonly receivedBy: string | null;
  readonly channel: string;
  readonly product: string | null;
  readonly category: readonly string[];
  readonly severity: string | null;
  readonly grave: readonly string[];
  readonly waitingSince: string | null;
  readonly duties: readonly Duty[];
}
