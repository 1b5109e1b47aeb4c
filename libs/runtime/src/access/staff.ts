/** What somebody may be to Amends; the permission table says what each may do. */
export const ROLES = ['agent', 'supervisor', 'analyst', 'privacy-officer', 'administrator', 'importer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a value names a role. */
export const isRole = (value: unknown): value is Role => (ROLES as readonly unknown[]).includes(value);

/** Who makes a request, as their token says. */
export interface Staff {
  readonly id: string;
  readonly role: Role;
  /** The unit that bounds what they see; null = the whole company. */
  readonly unit: string | null;
}
