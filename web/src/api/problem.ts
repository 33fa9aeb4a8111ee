import type { Problem } from '../../../functions/contract/api.ts';
import { ERRORS, type ErrorCode } from '../../../functions/contract/errors.ts';

/** A problem document answered by the API (RFC 9457), or a dead network told in the same shape. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
  get code(): string {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
}

const made = (status: number, code: string, title: string, detail: string): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title, status, detail, code, errors: [] });

/** No answer came: what was typed stays where it is. */
export const unreachable = (): ApiProblem =>
  made(0, 'unreachable', '网络不通', '没有连上服务器。已填写的内容仍保留在本机，请检查网络后重试。');

/** A file the person chose that is not worth sending. */
export const unsendable = (detail: string): ApiProblem => made(0, 'unsendable', '文件不能用', detail);

/** What an address names by each of its values. */
const NAMED: Record<string, string> = {
  caseId: '案件',
  draftId: '草案',
  number: '版本',
  id: '定义',
  kind: '定义',
};

/** What a mistyped address asks for: a value that is not even of its form names nothing, and asking again helps nobody. */
export const absent = (value: string): ApiProblem =>
  made(404, 'not-found', ERRORS['not-found'][1], `没有这个${NAMED[value] ?? '页面'}，请核对地址。`);

/** An answer that is no problem document, from a proxy or a server that is going down. */
export function unreadable(status: number): ApiProblem {
  const code: ErrorCode =
    status === 401
      ? 'not-signed-in'
      : status === 403
        ? 'forbidden'
        : status === 404
          ? 'not-found'
          : 'internal';
  return made(status, code, ERRORS[code][1], `服务器返回了无法识别的内容（状态 ${status}）。`);
}

export const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  typeof (body as Problem).code === 'string' &&
  typeof (body as Problem).status === 'number' &&
  Array.isArray((body as Problem).errors);
