import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validateSync, type ValidationError } from 'class-validator';
import { invalidRequest, type FieldError } from '../problem/problem.js';
import { malformed } from '../problem/problem-of.js';
import { namesOf, quickly } from './compiled.js';
import { fieldsOf, type DescribedField, type RequestClass } from './fields.js';

type Fields = Record<string, unknown>;

/**
 * Turns bodies and queries into instances of their request class: every field checked, unknown fields refused, nothing
 * converted silently. Throws a 400 problem that names every wrong field and what to do.
 */
@Injectable()
export class Validation implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || !metatype || !isRequestClass(metatype)) return value;
    return validated(metatype, value);
  }
}

/** An instance of the class from a parsed value; throws the 400 problem. */
export function validated<T extends object>(type: RequestClass<T>, value: unknown): T {
  const fields = value ?? {};
  if (typeof fields !== 'object' || Array.isArray(fields)) throw malformed('the body must be one JSON object');
  return (quickly(type, fields as Fields) as T | undefined) ?? slowly(type, fields as Fields);
}

function slowly<T extends object>(type: RequestClass<T>, value: Fields): T {
  const unknowns: FieldError[] = [];
  const instance = instanceOf(type, value, '', unknowns) as T;
  // class-validator takes a class without rules for a mistake.
  const wrong = namesOf(type).size === 0 ? [] : validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, validationError: { target: false, value: false } });
  const errors = [...wrong.flatMap((error) => fieldErrors(error)), ...unknowns];
  if (errors.length > 0) throw invalidRequest(errors.slice(0, SHOWN));
  return instance;
}

/** More wrong fields than a person reads at once are not listed: the answer must not grow with the request. */
const SHOWN = 50;

/** What TypeScript says of a parameter that is typed by an interface or a plain word. */
const NO_CLASSES: ReadonlySet<Function> = new Set([Object, Array, String, Number, Boolean]);

/** A class without fields is one too: it says that a command takes none. */
const isRequestClass = (metatype: Function): metatype is RequestClass => !NO_CLASSES.has(metatype);

/**
 * An instance with the known fields of a value, nested ones too. Unknown fields are noted as errors and never set, because a
 * field called `constructor` or `__proto__` would change what the instance is.
 */
function instanceOf(type: RequestClass, value: unknown, path: string, unknowns: FieldError[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const instance = new type() as Fields;
  const fields = new Map(fieldsOf(type).map((field) => [field.property, field]));
  for (const [key, item] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (!namesOf(type).has(key)) unknowns.push(unknownField(at, type));
    else instance[key] = takenBy(fields.get(key), item, at, unknowns);
  }
  return instance;
}

function takenBy(field: DescribedField | undefined, item: unknown, at: string, unknowns: FieldError[]): unknown {
  if (field?.convert) return field.convert(item);
  const nested = field?.nested;
  if (!nested) return item;
  if (!Array.isArray(item)) return instanceOf(nested(), item, at, unknowns);
  return item.map((one, index) => instanceOf(nested(), one, `${at}[${index}]`, unknowns));
}

function fieldErrors(error: ValidationError, path = ''): readonly FieldError[] {
  const at = /^\d+$/.test(error.property) ? `${path}[${error.property}]` : path === '' ? error.property : `${path}.${error.property}`;
  const children = error.children ?? [];
  if (children.length > 0) return children.flatMap((child) => fieldErrors(child, at));
  const first = Object.entries(error.constraints ?? {}).at(-1);
  if (!first) return [];
  const [rule, message] = first;
  const remedy = (error.contexts?.[rule] as { remedy?: string } | undefined)?.remedy ?? 'correct it as /docs describes it';
  return [{ field: safeName(at), message, remedy }];
}

function unknownField(at: string, type: RequestClass): FieldError {
  const names = [...namesOf(type)];
  return { field: safeName(at), message: 'is not a known field', remedy: `leave it out; known here: ${names.length > 0 ? names.join(', ') : 'none'}` };
}

/** A field's name comes from the request too: it is shown only as far as it looks like a name. */
const safeName = (name: string): string => (name.length <= 200 ? name : `${name.slice(0, 200)}…`).replace(/[^\w.[\]$…-]/g, '?');
