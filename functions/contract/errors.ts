/** Every error a client can meet: stable code, HTTP status, Chinese title. The detail names the path and what would be right. */
export const ERRORS = {
  'bad-request': [400, '请求格式不正确'],
  'bad-json': [400, '请求体不是有效的 JSON'],
  'not-signed-in': [401, '未登录或登录已失效'],
  'token-invalid': [401, '登录凭证无效'],
  forbidden: [403, '没有权限'],
  'not-found': [404, '没有找到'],
  'method-not-allowed': [405, '不支持的请求方法'],
  'version-conflict': [409, '内容已被他人更新'],
  'submission-reused': [409, '提交编号已用于另一内容'],
  'case-closed': [409, '案件已经结束'],
  'case-archived': [409, '案卷已经归档'],
  'case-moved': [409, '案件已移送其他机关'],
  'action-frozen': [409, '该步骤已被冻结'],
  'action-not-open': [409, '当前阶段不能办理该步骤'],
  'form-outdated': [409, '表单版本与案件锁定的版本不一致'],
  'draft-conflict': [409, '草案状态不允许该操作'],
  'release-moved': [409, '现行版本已变化'],
  'release-pending': [409, '已有待生效的版本'],
  'release-status': [409, '该版本的状态不允许这一操作'],
  'replay-needed': [409, '发布前须对历次判定重演'],
  'replay-unacknowledged': [409, '重演发现的变化须经确认'],
  'body-too-large': [413, '请求内容过大'],
  'unsupported-media-type': [415, '请求内容类型不支持'],
  'too-deep': [422, '请求内容嵌套过深'],
  'data-invalid': [422, '填写内容不符合表单要求'],
  'file-invalid': [422, '证据文件与登记不一致'],
  'rules-refused': [422, '规则不允许'],
  'facts-missing': [422, '缺少作出判断所需的事实'],
  'override-invalid': [422, '不能越过该规则'],
  'paper-incomplete': [422, '文书缺少必备内容'],
  'clock-refused': [422, '期限不能这样变更'],
  'no-outcome': [422, '填写的结果没有对应的去向'],
  'definition-invalid': [422, '定义未通过检查'],
  'sheet-invalid': [422, '表格内容不正确'],
  'import-unreadable': [422, '不是可以导入的发布文件'],
  'import-untrusted': [422, '发布文件的签名者不受信任'],
  'import-altered': [422, '发布文件的内容与签名不符'],
  'import-incomplete': [422, '发布文件的定义不齐全'],
  'import-version': [422, '发布文件与本机程序的版本不相配'],
  'import-unchanged': [409, '发布文件与现行版本没有区别'],
  'exchange-unconfigured': [409, '本机没有配置发布文件的签名密钥'],
  'same-person': [422, '须由另一人批准'],
  'effective-invalid': [422, '生效日期不能这样定'],
  'move-refused': [422, '案件不能移到该版本'],
  busy: [503, '系统繁忙，请稍后重试'],
  internal: [500, '系统内部错误'],
} as const satisfies Record<string, readonly [number, string]>;
export type ErrorCode = keyof typeof ERRORS;

/** One thing that is wrong, where it stands, and what would be right. */
export type Fault = { path: string; say: string; code?: string; basis?: string[] };

/** The only error thrown on purpose. Anything else becomes `internal` and its text never leaves the server. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly faults: Fault[];
  readonly extra: Record<string, unknown>;
  constructor(code: ErrorCode, detail: string, faults: Fault[] = [], extra: Record<string, unknown> = {}) {
    super(`${code}: ${detail}`);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
    this.faults = faults;
    this.extra = extra;
  }
  get status(): number {
    return ERRORS[this.code][0];
  }
}

/** A cursor that no page of this list answered with. */
export const badCursor = (): Refusal =>
  new Refusal('bad-request', '翻页游标无效：请原样使用上一页返回的 cursor，或不带 cursor 从头查询。', [
    { path: 'cursor', say: '不是本列表返回的游标' },
  ]);
