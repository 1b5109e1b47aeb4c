import { ValidateBy, ValidateIf, ValidateNested, type ValidationOptions } from 'class-validator';

/** A class of request bodies or queries. */
export type RequestClass<T extends object = object> = new () => T;

/** How one kind of field is checked and described; check functions are pure and never throw. */
export interface FieldRule {
  readonly name: string;
  readonly check: (value: unknown) => boolean;
  /** What is wrong, after the field's name: `must be text of 1 to 200 characters`. */
  readonly message: string;
  readonly remedy: string;
  /** JSON Schema for the API description. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Variants of every field decorator. */
export interface FieldOptions {
  /** The field may be left out; null is never accepted. */
  readonly optional?: boolean;
  /** A list of at most so many. */
  readonly many?: number;
}

/** A field as the API description needs it. */
export interface DescribedField {
  readonly property: string;
  readonly required: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
  /** The class of a nested object. */
  readonly nested?: () => RequestClass;
  readonly many: boolean;
  /** Turns the text of a query into the value that is checked. */
  readonly convert?: (text: unknown) => unknown;
}

const described = new Map<Function, Map<string, DescribedField>>();

/** The fields of a request class, those of the classes that it extends first. */
export function fieldsOf(target: Function): readonly DescribedField[] {
  const parent = Object.getPrototypeOf(target) as unknown;
  const inherited = typeof parent === 'function' && parent !== Function.prototype ? fieldsOf(parent) : [];
  return [...inherited, ...(described.get(target)?.values() ?? [])];
}

/** Makes a property decorator of a rule: class-validator checks it, the API description shows it. */
export function field(rule: FieldRule, { optional = false, many }: FieldOptions = {}, convert?: (text: unknown) => unknown): PropertyDecorator {
  return (target, property) => {
    const each = many !== undefined;
    describe(target, { property: String(property), required: !optional, schema: rule.schema, many: each, ...(convert ? { convert } : {}) });
    ValidateBy({ name: rule.name, validator: { validate: rule.check, defaultMessage: () => rule.message } }, { each, ...says(rule) })(target, property);
    if (each) bounded(many)(target, property);
    if (optional) mayBeMissing(property)(target, property);
  };
}

/** A nested object of a request class, checked with its own fields. */
export function Nested(type: () => RequestClass, { optional = false, many }: FieldOptions = {}): PropertyDecorator {
  return (target, property) => {
    const each = many !== undefined;
    describe(target, { property: String(property), required: !optional, schema: {}, nested: type, many: each });
    ValidateNested({ each, message: 'must be an object', context: { remedy: 'send an object with the fields that /docs shows' } })(target, property);
    ValidateBy({ name: 'isObject', validator: { validate: isPlainObject, defaultMessage: () => 'must be an object' } }, { each, ...says(OBJECT) })(target, property);
    if (each) bounded(many)(target, property);
    if (optional) mayBeMissing(property)(target, property);
  };
}

const OBJECT = { message: 'must be an object', remedy: 'send an object with the fields that /docs shows' };
const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const says = ({ message, remedy }: Pick<FieldRule, 'message' | 'remedy'>): ValidationOptions => ({ message, context: { remedy } });

const mayBeMissing = (property: string | symbol): PropertyDecorator =>
  ValidateIf((object: Record<string | symbol, unknown>) => object[property] !== undefined);

function bounded(max: number): PropertyDecorator {
  const check = (value: unknown): boolean => Array.isArray(value) && value.length <= max;
  const message = `must be a list of at most ${max}`;
  return ValidateBy({ name: 'list', validator: { validate: check, defaultMessage: () => message } }, says({ message, remedy: 'send fewer items, in several requests' }));
}

function describe(target: object, one: DescribedField): void {
  const own = described.get(target.constructor) ?? new Map<string, DescribedField>();
  described.set(target.constructor, own.set(one.property, one));
}

/** Every request class that has described fields. */
export const describedClasses = (): readonly Function[] => [...described.keys()];
