export const VERIFIED = {
  stored_text: '法规全文',
  web: '公开网页',
  knowledge: '一般知识',
  policy: '政策文件',
  unconfirmed: '未确认',
} as const;
export const WHEN_UNKNOWN = { hold: '待查明', fire: '按命中办理', pass: '不影响' } as const;
export const SEVERITY = { block: '硬性规则', warn: '提醒', info: '提示' } as const;
export const AS_OF = { act: '行为之日', decision: '决定之日' } as const;
export const HIT = { unique: '至多命中一行', collect: '可命中多行' } as const;
export const EFFECTS = {
  deny: '不予放行',
  require: '须先办理',
  freeze: '暂停步骤',
  open: '开启程序',
  flag: '作出标记',
  notify: '通知',
} as const;
