/** Who may do what to which table: the one place that says it. Everything a function is not given here, it cannot do. */
import * as keys from '../functions/store/keys.ts';
import type { TableId } from '../functions/store/tables.ts';

/** The four trust zones of the contract and the three workers; each is one Lambda function with a role of its own. */
export type FunctionName = 'public' | 'staff' | 'partner' | 'admin' | 'project' | 'deadlines' | 'seed';

/**
 * `read` get and query · `put` one item, under the condition the store sets · `check` an item inside a transaction ·
 * `bulk` many puts in one call, which to DynamoDB is also the right to delete: only where a release of hundreds of
 * definitions is written · `remove` delete. Nobody scans.
 */
export type Right = 'read' | 'put' | 'check' | 'bulk' | 'remove';

export const ACTIONS: Record<Right, readonly string[]> = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
  put: ['dynamodb:PutItem'],
  check: ['dynamodb:ConditionCheckItem'],
  bulk: ['dynamodb:BatchWriteItem'],
  remove: ['dynamodb:DeleteItem'],
};

/** Rights on a table; with `within`, only on the partitions whose keys are like these. */
export type Grant = { rights: readonly Right[]; within?: readonly string[] };
export type Grants = Partial<Record<TableId, Grant>>;

const READ: Grant = { rights: ['read'] };

/** What filing a form takes, whoever files it. */
const HANDLING: Grants = {
  cases: { rights: ['read', 'put'] },
  events: { rights: ['read', 'put', 'check'] },
  views: READ,
  definitions: READ,
  people: READ,
  audit: { rights: ['put'] },
};

const PUBLISHING: Grant = { rights: ['read', 'put', 'bulk'] };

export const GRANTS: Record<FunctionName, Grants> = {
  // 公众只看公示的决定、现行定义,凭文号或者校验码核验文书;待办、案件和文号的登记簿、用印登记簿、案件显示的其他内容、草案都
  // 不在其列。
  public: {
    views: {
      rights: ['read'],
      within: [keys.decisionsKey('*'), keys.decisionKey('*', '*'), keys.paperCheckKey('*', '*')],
    },
    definitions: {
      rights: ['read'],
      within: [keys.liveKey('*'), keys.contentsKey('*', '*'), keys.definitionKey('*')],
    },
  },
  // 举报人身份只有本机关可以写入、可以留痕查看。
  staff: { ...HANDLING, complainants: { rights: ['read', 'put'] } },
  partner: HANDLING,
  // 平台管理员改规则,不办案件:规则的制定与适用分开。草案要对历次判定重演,所以读得到案件的登记,写不了;接口只给出
  // 判定有变化的规则所问的事实。
  admin: {
    definitions: PUBLISHING,
    people: READ,
    audit: { rights: ['read', 'put'] },
    events: { rights: ['read'], within: [keys.casesKey('*'), keys.caseKey('*', '*')] },
  },
  // The changed cases come with the stream.
  project: { definitions: READ, views: { rights: ['read', 'put', 'remove'] } },
  // Clocks that have something to say write it on their cases, and read no more than the lists that name them.
  deadlines: {
    cases: { rights: ['read', 'put'] },
    events: { rights: ['put'] },
    definitions: READ,
    views: {
      rights: ['read', 'put'],
      within: [keys.wakesKey('*'), keys.provisionalKey('*'), keys.countedByKey('*')],
    },
  },
  seed: { definitions: PUBLISHING },
};

/** Who may put and fetch evidence files, the sealed papers among them. */
export const EVIDENCE: readonly FunctionName[] = ['staff', 'partner'];

/** Whose actions issue papers: they print, and tell whoever holds the paper where to check it. */
export const PRINTING: readonly FunctionName[] = ['staff', 'partner'];
