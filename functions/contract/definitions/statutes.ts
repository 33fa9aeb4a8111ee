import { z } from 'zod';
import { Day, Slug, Verification } from '../ids.ts';

/**
 * A law, regulation or interpretation that no longer holds, or does not hold yet, wholly or in part. What is cited is checked
 * against it: a definition in force after `repealedOn` must not rest on it.
 */
export const Statute = z.strictObject({
  /** As it is cited, without 中华人民共和国 and book title marks: 水污染防治法, 法释〔2016〕29号. */
  name: z.string().min(2),
  /** Only citations naming this edition in brackets: 2013修正. Absent: all. */
  edition: z.string().min(1).optional(),
  /** Only these articles. Absent: the whole. */
  articles: z.array(z.int().positive()).min(1).optional(),
  inForceFrom: Day.optional(),
  /** The first day it no longer holds. */
  repealedOn: Day.optional(),
  /** What repealed it, or renumbered it, and what to cite now. */
  repealedBy: z.string().min(1).optional(),
  source: z.string().min(1),
  verified: Verification,
  note: z.string().optional(),
});
export type Statute = z.infer<typeof Statute>;

export const StatuteTable = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  statutes: z.array(Statute).min(1),
  /**
   * Laws that matters rest on, as they are cited, without 中华人民共和国, title marks and edition. A matter that rests on one
   * neither listed nor named by another definition is told: no list of all laws exists, but a misspelt name is in none.
   */
  laws: z.array(z.string().min(2)).optional(),
});
export type StatuteTable = z.infer<typeof StatuteTable>;
