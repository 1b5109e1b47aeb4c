/** The forms of the plain application that Amends is measured beside. */
export const FORMS = ['express-save', 'fastify-insert', 'polling-outbox', 'express-crud'] as const;
export type Form = (typeof FORMS)[number];

/** How a form is set up; it comes in through the environment as JSON. */
export interface FormSettings {
  readonly form: Form;
  readonly databaseUrl: string;
  readonly brokers: string;
}

/** Name of the variable that carries the settings. */
export const SETTINGS = 'AMENDS_BENCH_FORM';

/** Connections to PostgreSQL: more made none of the forms faster here (10: 1.00, 20: 1.05, 40: 1.01). */
export const CONNECTIONS = 20;
