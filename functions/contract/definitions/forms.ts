import { z } from 'zod';
import { Hash, Pointer, Slug, written } from '../ids.ts';
import { FactMapping } from './facts.ts';

/** Draft 2020-12. Every object has `additionalProperties: false` (the pack check sees to it). */
const JsonSchema = z.record(z.string(), z.unknown());

/** One form: what is asked in one action. Stored as forms/<id>/{schema,ui,facts}.json and joined into this. */
export const FormDefinition = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  schema: JsonSchema,
  ui: z.record(z.string(), z.unknown()),
  facts: FactMapping,
  /** Objects moved to the sealed table of complainants before anything else sees the data (measure 25). */
  sealed: z.array(Pointer).optional(),
  /** Arrays of evidence references; each file must be in the store with the hash, size and type named. */
  files: z.array(Pointer).optional(),
});
export type FormDefinition = z.infer<typeof FormDefinition>;

/** A reference to an uploaded file: files never travel in forms. */
export const FileRef = z.strictObject({
  id: written(/^F-[0-9a-z]{20}$/, '文件编号（F- 加 20 位小写字母或数字）'),
  name: z.string().min(1).max(200),
  type: z.string().max(100),
  size: z.int().positive().max(2_000_000_000),
  sha256: Hash,
  takenAt: z.iso.datetime({ precision: 3 }).optional(),
  device: z.string().max(100).optional(),
});
export type FileRef = z.infer<typeof FileRef>;
