import type { JsonSchema } from '@amends/contracts';
import { packViolations, policyPackSchema, withBase, type PolicyPack } from '@amends/policy';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
// The package is CommonJS with a default export; depending on the loader it arrives wrapped or bare.
((formats as unknown as { default?: typeof formats.default }).default ?? (formats as unknown as typeof formats.default))(ajv);
const validate = ajv.compile(closed(policyPackSchema.json));

/** A policy pack that cannot be used, with a sentence for each reason. */
export class PackUnusable extends Error {
  override readonly name = 'PackUnusable';

  constructor(readonly violations: readonly string[]) {
    super(`the policy pack cannot be used:\n${violations.map((line) => `  - ${line}`).join('\n')}`);
  }
}

/** A pack as somebody wrote it, checked whole; `others` are those that it may extend. Throws PackUnusable. */
export function readPack(value: unknown, others: readonly PolicyPack[]): PolicyPack {
  if (!validate(value)) throw new PackUnusable([...new Set((validate.errors ?? []).filter(isTelling).map(sentenceOf))]);
  const pack = value as PolicyPack;
  try {
    const violations = packViolations(withBase(pack, others));
    if (violations.length > 0) throw new PackUnusable(violations);
  } catch (error) {
    if (error instanceof PackUnusable) throw error;
    throw new PackUnusable([(error as Error).message]);
  }
  return pack;
}

/** A misspelt field would otherwise be a rule that silently never holds. */
function closed(schema: JsonSchema): JsonSchema {
  const inner = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inner);
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inner(field)]));
    return 'properties' in fields && !('additionalProperties' in fields) ? { ...fields, additionalProperties: false } : fields;
  };
  return inner(schema) as JsonSchema;
}

/** What a choice between several shapes reports besides its branches says nothing more. */
const isTelling = ({ keyword }: ErrorObject): boolean => keyword !== 'anyOf';

function sentenceOf({ instancePath, keyword, params, message, data }: ErrorObject): string {
  const field = instancePath.slice(1).replaceAll('/', '.') || 'the pack';
  const given = typeof data === 'string' || typeof data === 'number' ? ` (it is ${JSON.stringify(data)})` : '';
  switch (keyword) {
    case 'additionalProperties':
      return `${field}: there is no field "${String(params['additionalProperty'])}"; check its spelling or take it out`;
    case 'required':
      return `${field}: "${String(params['missingProperty'])}" is missing; add it`;
    case 'enum':
      return `${field}: choose one of ${(params['allowedValues'] as string[]).join(', ')}${given}`;
    default:
      return `${field}: ${message ?? 'does not fit'}${given}`;
  }
}
