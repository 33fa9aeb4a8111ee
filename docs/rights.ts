/** Writes the table of rights in docs/deployment.md from infra/rights.ts: `node docs/rights.ts`. A test holds the two equal. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as keys from '../functions/store/keys.ts';
import type { TableId } from '../functions/store/tables.ts';
import { EVIDENCE, type FunctionName, GRANTS, type Right } from '../infra/rights.ts';

const FUNCTIONS: Record<FunctionName, string> = {
  public: '公众',
  staff: '工作人员',
  partner: '协作机关',
  admin: '平台管理员',
  project: '投影',
  deadlines: '期限巡查',
  seed: '初始发布',
};
const TABLES: Record<TableId, string> = {
  cases: '案件',
  events: '事件、文号',
  views: '视图',
  definitions: '定义',
  people: '人员',
  audit: '审计',
  complainants: '举报人',
};
const RIGHTS: Record<Right, string> = {
  read: '读',
  put: '写入',
  check: '校验存在',
  bulk: '批量写入（含删）',
  remove: '删',
};
/** What lies in the partitions a grant is held to. */
const PARTITIONS: Record<string, string> = {
  [keys.decisionsKey('*')]: '公示的决定',
  [keys.decisionKey('*', '*')]: '单件公示',
  [keys.paperCheckKey('*', '*')]: '凭文号或者校验码核验文书',
  [keys.liveKey('*')]: '现行版本',
  [keys.contentsKey('*', '*')]: '版本内容',
  [keys.definitionKey('*')]: '定义正文',
  [keys.casesKey('*')]: '案件名册',
  [keys.caseKey('*', '*')]: '案件的事件',
  [keys.wakesKey('*')]: '期限提醒',
  [keys.provisionalKey('*')]: '暂定期限',
  [keys.countedByKey('*')]: '重算标记',
};
/** What comes to a function without a right of its own on the table. */
const BESIDES: Partial<Record<FunctionName, Partial<Record<TableId, string>>>> = {
  project: { cases: '随数据流收到' },
};

function cell(name: FunctionName, table: TableId): string {
  const grant = GRANTS[name][table];
  if (!grant) return BESIDES[name]?.[table] ?? '—';
  const rights = grant.rights.map((right) => RIGHTS[right]).join('、');
  if (!grant.within) return rights;
  const partitions = grant.within.map((pattern) => {
    const about = PARTITIONS[pattern];
    if (!about) throw new Error(`${name} is held to ${pattern} of ${table}, which has no name here`);
    return about;
  });
  return `${rights}，只限${partitions.join('、')}`;
}

export const BEGIN = '<!-- 由 infra/rights.ts 生成（node docs/rights.ts），不要手工修改 -->';
export const END = '<!-- 生成部分到此为止 -->';

/** The table, between its marks. */
export function rightsTable(): string {
  const tables = Object.keys(TABLES) as TableId[];
  const head = ['', ...tables.map((table) => TABLES[table]), '证据文件'];
  const rows = (Object.keys(FUNCTIONS) as FunctionName[]).map((name) => [
    FUNCTIONS[name],
    ...tables.map((table) => cell(name, table)),
    EVIDENCE.includes(name) ? '上传、下载' : '—',
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [BEGIN, '', ...lines, '', END].join('\n');
}

/** The page with its table as it should be. @throws where the marks are missing */
export function withRights(page: string): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error('docs/deployment.md has no place for the table of rights');
  return page.slice(0, from) + rightsTable() + page.slice(to + END.length);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('deployment.md', import.meta.url);
  writeFileSync(page, withRights(readFileSync(page, 'utf8')));
}
