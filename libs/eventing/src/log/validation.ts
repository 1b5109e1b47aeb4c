import { CATALOGUE, type EventDefinition } from '@amends/contracts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const ajv = new Ajv2020({ strict: false, allErrors: false });
// The package is CommonJS with a default export; depending on the loader it arrives wrapped or bare.
((formats as unknown as { default?: typeof formats.default }).default ?? (formats as unknown as typeof formats.default))(ajv);

const compiled = new Map<EventDefinition, Map<number, ValidateFunction>>();

function validator(definition: EventDefinition, version: number): ValidateFunction {
  const versions = compiled.get(definition) ?? new Map<number, ValidateFunction>();
  const known = versions.get(version);
  if (known) return known;
  const schema = version === definition.version ? definition.schema : definition.formerly[version]?.schema;
  if (!schema) throw new Error(`${definition.type} has no version ${version}`);
  const fresh = ajv.compile(schema.json);
  compiled.set(definition, versions.set(version, fresh));
  return fresh;
}

/** What is wrong with an event's data by its schema, naming the field and never its content; undefined when it is right. */
export function checkData(definition: EventDefinition, version: number, data: unknown): string | undefined {
  const validate = validator(definition, version);
  if (validate(data)) return undefined;
  const [error] = validate.errors ?? [];
  return `data${error?.instancePath ?? ''} ${error?.message ?? 'does not fit its schema'}`;
}

/** Compiles every schema of today, so that the first event does not wait for it. */
export function warmUp(): void {
  for (const definition of CATALOGUE) validator(definition, definition.version);
}
