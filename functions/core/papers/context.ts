import type { JudgedRule, PaperRef } from '../../contract/case.ts';
import type { Facts, ParameterTable } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { RemedyTable, Template } from '../../contract/definitions/papers.ts';
import type { Tenant } from '../../contract/people.ts';
import type { Dictionary } from '../facts/dictionary.ts';

/** Somebody a paper names. */
export type Signatory = { id: string; name: string; title: string; certificate: string | null };

/** Everything a paper is filled from. */
export type PaperContext = {
  instant: string;
  tenant: Tenant;
  caseId: string;
  actor: Signatory;
  matter: Matter | null;
  /** The case's facts and the form's, derived ones included. */
  facts: Facts;
  data: unknown;
  /** The form's schema, for the titles of its members; null where the paper is filled without a form. */
  schema: Record<string, unknown> | null;
  dictionary: Dictionary;
  params: ParameterTable[];
  remedies: RemedyTable[];
  /** Everybody named by id in the form and in the duties; an id that is nobody's is absent. */
  people: Map<string, Signatory>;
  /** Ids named at the action's `officersAt`. */
  officers: string[];
  duties: Record<string, string[]>;
  /** As the case stands before the action; the needs include those this action's rules lay on it. */
  marks: string[];
  requires: string[];
  /** Papers of the case so far, oldest first. */
  papers: Pick<PaperRef, 'template' | 'title' | 'number' | 'day' | 'hash' | 'voided'>[];
  /** Last days or instants of the case's clocks, those started with this paper included. */
  clocks: Record<string, string>;
  /** Those of them counted through a year whose days off are not published. */
  provisional?: readonly string[];
  /** The rules judged with this step. */
  judged: Pick<JudgedRule, 'ruleSet' | 'title' | 'severity' | 'status' | 'holds' | 'legalBasis'>[];
  /** The consecutive number already claimed for this paper. */
  number: number | null;
  /** Where anybody can check the paper. */
  checkUrl: string;
};

/** What reading a part needs: the case, the template, and the row inside a table. */
export type Reading = {
  context: PaperContext;
  template: Template;
  /** Published papers are masked; whether something is there is judged on the plain value. */
  masked: boolean;
  row?: { value: unknown; pointer: string };
};
