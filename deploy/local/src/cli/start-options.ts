/** What `amends start` was asked for. */
export interface StartOptions {
  detach?: boolean;
  fresh?: boolean;
  port?: string;
  separate?: boolean;
  json?: boolean;
}
