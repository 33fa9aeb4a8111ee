/** rjsf's validator on @cfworker/json-schema: draft 2020-12, no code made at run time (CSP), messages in Chinese. */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import {
  type CustomValidator,
  createErrorHandler,
  type ErrorSchema,
  type ErrorTransformer,
  type FormContextType,
  type RJSFSchema,
  type RJSFValidationError,
  type UiSchema,
  unwrapErrorHandler,
  type ValidationData,
  type ValidatorType,
  validationDataMerge,
} from '@rjsf/utils';
import { say } from './messages.ts';
import { tidy } from './tidy.ts';

type Data = Record<string, unknown>;
/** Errors that only say that a part of theirs failed; the part says it better. */
const WRAPPERS = new Set([
  'properties',
  'items',
  'prefixItems',
  'if',
  'allOf',
  '$ref',
  'additionalItems',
  'patternProperties',
  'dependentSchemas',
]);

const compiled = new WeakMap<object, Validator>();
function validatorOf(schema: RJSFSchema, rootSchema?: RJSFSchema): Validator {
  const stored = compiled.get(schema);
  if (stored) return stored;
  // rjsf also asks about parts of the form's schema; their references are looked up from the root.
  const alone = rootSchema?.$defs && !schema.$defs ? { ...schema, $defs: rootSchema.$defs } : schema;
  const made = new Validator(alone as Schema, '2020-12', false);
  compiled.set(schema, made);
  return made;
}

const unescaped = (part: string): string =>
  decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
const parts = (location: string): string[] => location.split('/').slice(1).map(unescaped);

/** The value of the schema keyword an error stands at. */
function keywordValue(schema: RJSFSchema, location: string): unknown {
  let at: unknown = schema;
  for (const part of parts(location)) {
    if (part === '$ref' && typeof (at as Data)?.$ref === 'string') {
      at = keywordValue(schema, (at as { $ref: string }).$ref);
    } else {
      at = (at as Data | undefined)?.[part];
    }
  }
  return at;
}

/** An error of anyOf or oneOf is told once, without the errors of the branches that were not meant. */
function told(units: OutputUnit[]): OutputUnit[] {
  const choices = units.filter((unit) => unit.keyword === 'anyOf' || unit.keyword === 'oneOf');
  const inBranch = (unit: OutputUnit): boolean =>
    choices.some((choice) => unit.keywordLocation.startsWith(`${choice.keywordLocation}/`));
  return units.filter((unit) => !WRAPPERS.has(unit.keyword) && !inBranch(unit) && !isShadow(unit, units));
}

/** `additionalProperties` reports the object and the property; the property is the one to name. */
function isShadow(unit: OutputUnit, units: OutputUnit[]): boolean {
  if (unit.keyword !== 'additionalProperties' && unit.keyword !== 'unevaluatedProperties') return false;
  return units.some(
    (other) => other.keyword === 'false' && other.instanceLocation.startsWith(unit.instanceLocation),
  );
}

/** The library names the absent property only in its English sentence. */
const MISSING: Record<string, RegExp> = {
  required: /property "(.*)"\.$/,
  dependentRequired: /does not have "(.*)"\.$/,
};

function toError(unit: OutputUnit, schema: RJSFSchema): RJSFValidationError {
  const at = parts(unit.instanceLocation);
  const missing = MISSING[unit.keyword]?.exec(unit.error)?.[1];
  const path = missing === undefined ? at : [...at, missing];
  const message = say(unit.keyword, keywordValue(schema, unit.keywordLocation));
  return {
    name: unit.keyword,
    property: path.map((part) => `.${part}`).join(''),
    message,
    stack: message,
    schemaPath: unit.keywordLocation,
    params: missing === undefined ? {} : { missingProperty: missing },
  };
}

/** Every fault of the data against the schema, each with the path of its field and a Chinese message. */
export function faultsOf(schema: RJSFSchema, data: unknown): RJSFValidationError[] {
  const { errors } = validatorOf(schema).validate(tidy(data ?? {}, schema));
  const seen = new Set<string>();
  return told(errors)
    .map((unit) => toError(unit, schema))
    .filter((error) => {
      const key = `${error.property}|${error.message}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** Errors by field, the shape rjsf shows them from. */
export function errorSchemaOf(errors: { path: string[]; say: string }[]): ErrorSchema {
  const root: ErrorSchema = {};
  for (const { path, say } of errors) {
    let at = root as Record<string, ErrorSchema>;
    for (const part of path) {
      at[part] ??= {};
      at = at[part] as Record<string, ErrorSchema>;
    }
    const leaf = at as ErrorSchema;
    leaf.__errors = [...(leaf.__errors ?? []), say];
  }
  return root;
}

const pathOf = (error: RJSFValidationError): string[] => (error.property ?? '').split('.').slice(1);

class ChineseValidator implements ValidatorType<Data, RJSFSchema, FormContextType> {
  rawValidation<Result = unknown>(
    schema: RJSFSchema,
    data?: Data,
  ): { errors?: Result[]; validationError?: Error } {
    return { errors: faultsOf(schema, data) as Result[] };
  }

  validateFormData(
    data: Data | undefined,
    schema: RJSFSchema,
    customValidate?: CustomValidator<Data, RJSFSchema, FormContextType>,
    transformErrors?: ErrorTransformer<Data, RJSFSchema, FormContextType>,
    uiSchema?: UiSchema<Data, RJSFSchema, FormContextType>,
  ): ValidationData<Data> {
    const found = faultsOf(schema, data);
    const errors = transformErrors ? transformErrors(found, uiSchema) : found;
    const result: ValidationData<Data> = {
      errors,
      errorSchema: errorSchemaOf(
        errors.map((error) => ({ path: pathOf(error), say: error.message ?? '' })),
      ) as ErrorSchema<Data>,
    };
    if (!customValidate) return result;
    const handler = customValidate(data, createErrorHandler<Data>(data ?? {}), uiSchema);
    return validationDataMerge<Data>(result, unwrapErrorHandler<Data>(handler));
  }

  isValid(schema: RJSFSchema, data: Data | undefined, rootSchema: RJSFSchema): boolean {
    return validatorOf(schema, rootSchema).validate(tidy(data ?? null, schema)).valid;
  }
}

/** The one validator of every form in the app. */
export const validator = new ChineseValidator();

export default validator;
