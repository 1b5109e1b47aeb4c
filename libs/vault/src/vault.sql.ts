/**
 * The vault's own schema. The role `amends_vault` gets the only grants, where the connecting role may make roles; one that
 * exists already, or may not be made, is no error, because a managed PostgreSQL has its roles made by somebody else.
 */
export const vaultSql = `
create schema if not exists vault;
revoke all on schema vault from public;

create table if not exists vault.keys (
  subject uuid primary key,
  key_id uuid not null,
  wrapped bytea,
  created_at timestamptz not null default now(),
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);

create table if not exists vault.expiring_keys (
  day date primary key,
  key_id uuid not null,
  wrapped bytea not null,
  expires_at timestamptz not null
);

do $$ begin
  begin
    create role amends_vault nologin;
  exception when duplicate_object or unique_violation or insufficient_privilege then null;
  end;
  grant usage on schema vault to amends_vault;
  grant select, insert, update, delete on all tables in schema vault to amends_vault;
exception when undefined_object or insufficient_privilege then null;
end $$;
`;
