import { z } from 'zod';
import { Day, FactName, Pointer, Slug, Verification, written } from '../ids.ts';

/** Numeric fact types carry their unit in the name; money is integer fen. */
export const NUMERIC_TYPES = [
  'money.fen',
  'count',
  'ratio',
  'multiple',
  'area.mu',
  'area.ha',
  'volume.m3',
  'mass.kg',
  'mass.g',
  'mass.t',
  'hours',
  'days',
] as const;
export const FactType = z.enum([...NUMERIC_TYPES, 'boolean', 'date', 'instant', 'enum', 'set', 'text']);
export type FactType = z.infer<typeof FactType>;

/** What a fact can hold. A fact nobody has supplied is absent: unknown, never false. */
export const FactValue = z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]);
export type FactValue = z.infer<typeof FactValue>;
export type Facts = Record<string, FactValue>;

/** An operand of a derivation: a fact, or a literal day, number or text. */
const Operand = z.union([FactName, z.number()]);

/** A whole number or a fraction, never one over nothing. */
const Scale = written(/^\d{1,9}(\/[1-9]\d{0,8})?$/, '整数或者分数，如 2 或者 1/15');

/** The closed set of total, typed derivations. An unknown operand makes the result unknown, except in coalesce. */
export const Derivation = z.union([
  z.strictObject({
    sum: z.array(z.union([Operand, z.strictObject({ scale: z.tuple([FactName, Scale]) })])).min(1),
  }),
  z.strictObject({ min: z.array(Operand).min(1) }),
  z.strictObject({ max: z.array(Operand).min(1) }),
  z.strictObject({ union: z.array(FactName).min(1) }),
  z.strictObject({ coalesce: z.array(z.union([FactName, z.number(), z.boolean()])).min(1) }),
  /** Whole years of age on a day: [birth date, day]. */
  z.strictObject({ ageOn: z.tuple([FactName, FactName]) }),
  /** Calendar days from the first day to the second. */
  z.strictObject({ daysBetween: z.tuple([FactName, FactName]) }),
  /** The corresponding day n years on, month end where there is none (民法典202). */
  z.strictObject({ addYears: z.tuple([FactName, z.int().min(1).max(200)]) }),
  /**
   * The most 加处罚款 there can be: [fine in fen, last day to pay, day asked about] (处罚法72①(一)、强制法45②). `except`: first and
   * last days of the reconsideration and the lawsuit, which do not count (处罚法73③); without a first day on record there was
   * none, without a last day it is not over.
   */
  z.strictObject({
    lateFee: z.tuple([FactName, FactName, FactName]),
    except: z.array(z.tuple([FactName, FactName])).optional(),
  }),
  /** Where a number lies between two others: [number, least, most]; 0 at the least, 1 at the most, unknown where they meet. */
  z.strictObject({ share: z.tuple([FactName, FactName, FactName]) }),
]);
export type Derivation = z.infer<typeof Derivation>;

/** What a rule may ask of a clock. */
export const ClockRead = z.enum(['start', 'due', 'expired', 'running', 'suspended', 'extensions']);
export type ClockRead = z.infer<typeof ClockRead>;

/** Where a fact comes from: forms name it in their mapping; these are the other sources. */
const Source = z.union([
  z.strictObject({ form: z.literal(true) }),
  /** Supplied by the kernel: case, actor, officers, matter, now (core/facts/kernel.ts). */
  z.strictObject({ kernel: z.literal(true) }),
  /** A dated parameter; unconfigured means unknown. */
  z.strictObject({ param: Slug }),
  /** A statutory clock on the case. */
  z.strictObject({ clock: Slug, read: ClockRead }),
]);

export const FactDefinition = z.strictObject({
  type: FactType,
  label: z.string().min(1),
  values: z.array(z.string()).optional().describe('enum and set: the allowed members'),
  valueLabels: z.record(z.string(), z.string()).optional(),
  from: Source.optional(),
  derive: Derivation.optional(),
  basis: z.string().optional(),
  note: z.string().optional(),
});
export type FactDefinition = z.infer<typeof FactDefinition>;

/** One dictionary per pack; together they are the release's dictionary and no name may stand twice. */
export const FactDictionary = z.strictObject({
  id: Slug,
  title: z.string(),
  facts: z.record(FactName, FactDefinition),
});
export type FactDictionary = z.infer<typeof FactDictionary>;

/** A dated parameter; `value: null` is unconfigured and makes the facts that read it unknown. */
export const ParameterTable = z.strictObject({
  id: Slug,
  title: z.string(),
  params: z.record(
    Slug,
    z.strictObject({
      label: z.string(),
      type: FactType,
      values: z.array(
        z.strictObject({
          from: Day,
          value: z.union([z.number(), z.boolean(), z.string()]).nullable(),
          source: z.string(),
          verified: Verification,
        }),
      ),
    }),
  ),
});
export type ParameterTable = z.infer<typeof ParameterTable>;

/** How a form's data becomes facts: each line names a fact and where it stands. */
export const FactMapping = z.array(
  z.union([
    z.strictObject({ fact: FactName, at: Pointer }),
    /** The length of the array at the pointer. */
    z.strictObject({ fact: FactName, countAt: Pointer }),
    /** Yuan in the form, fen in the fact. */
    z.strictObject({ fact: FactName, yuanAt: Pointer }),
    /** The moment (instant) or Shanghai day (date) of filing the form. */
    z.strictObject({ fact: FactName, now: z.literal(true) }),
    /** The person who filed the form. */
    z.strictObject({ fact: FactName, actor: z.literal(true) }),
    /** A fixed value: filing this form establishes it. */
    z.strictObject({ fact: FactName, value: FactValue }),
  ]),
);
export type FactMapping = z.infer<typeof FactMapping>;
