/** Names, ids and closed lists every part shares. Vocabulary: docs/architecture.md. */
import { z } from 'zod';

/** Text written as `pattern` says, and what that is in Chinese: who wrote something else is told so with it. */
export const written = (pattern: RegExp, what: string) => z.string().regex(pattern, what);

/** A township (乡镇). Every key in the store starts with it. */
export const TenantId = written(
  /^[a-z][a-z0-9-]{1,30}$/,
  '乡镇代号（小写字母开头，由小写字母、数字、横线组成）',
);
/** `C-` and 20 lowercase base-32 characters, time-ordered. */
export const CaseId = written(/^C-[0-9a-z]{20}$/, '案件编号（C- 加 20 位小写字母或数字）');
/** What the public knows a published decision by; its case cannot be found with it. */
export const PublicId = written(/^P-[0-9a-f]{20}$/, '公示编号（P- 加 20 位小写十六进制数字）');
/** Chosen by the client; the same id filed twice gives the first answer. */
export const SubmissionId = z.uuid();
export const PersonId = written(
  /^[a-z][a-z0-9-]{1,60}$/,
  '人员代号（小写字母开头，由小写字母、数字、横线组成）',
);
/** An authority or office: `town`, `city-forestry`, `city-gov`, `police` … */
export const OrgId = written(
  /^[a-z][a-z0-9-]{1,40}$/,
  '机关代号（小写字母开头，由小写字母、数字、横线组成）',
);
/** Lowercase hex SHA-256. */
export const Hash = written(/^[0-9a-f]{64}$/, '64 位小写十六进制数字（SHA-256）');
/** An ISO calendar day in Asia/Shanghai. */
export const Day = z.iso.date();
/** A UTC instant with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
/** Kebab-case id of a definition, action or stage; matters and rules also use capitals. */
export const Slug = written(
  /^[A-Za-z][A-Za-z0-9._-]{0,79}$/,
  '编号（字母开头，由字母、数字、点、横线、下划线组成，最多 80 个字符）',
);
/** RFC 6901, inside a submission's data. */
export const Pointer = written(/^(\/([^~/]|~[01])*)+$/, '以“/”开头的位置（JSON Pointer），如 /party/name');
/** Flat fact names: `forest.commercialMu`. */
export const FactName = written(
  /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9_-]+)+$/,
  '事实的名称（小写字母开头，至少一个点），如 forest.commercialMu',
);

/** The roles of roles.md §1. */
export const ROLES = {
  OFFICER: '办案人员',
  TEAM_LEAD: '办案组长',
  BUREAU_HEAD: '综合执法局负责人',
  LEGAL_REVIEWER: '法制审核人员',
  TOWN_LEADER: '乡镇人民政府负责人',
  COLLECTIVE: '集体讨论成员',
  HEARING_HOST: '听证主持人',
  AUXILIARY: '协管员',
  HOTLINE: '热线话务员',
  COMPLAINANT: '投诉举报人',
  PARTY: '当事人',
  CITY_DEPT: '市级行政主管部门',
  CITY_GOV: '楚雄市人民政府',
  POLICE: '公安机关',
  PROCURATORATE: '检察机关',
  COURT: '人民法院',
  JUSTICE_SUPERVISOR: '司法行政监督员',
  ARCHIVIST: '档案员',
  PLATFORM_ADMIN: '平台管理员',
  AUDITOR: '审计员',
  DATA_STEWARD: '个人信息保护负责人',
} as const;
export const Role = z.enum(Object.keys(ROLES) as [keyof typeof ROLES, ...(keyof typeof ROLES)[]]);
export type Role = z.infer<typeof Role>;

/** The eleven fields of measure 4 of the plan, and 通用 for instruments common to all. */
export const DOMAINS = [
  '卫生健康',
  '林业和草原',
  '农业农村',
  '应急管理',
  '城市管理',
  '自然资源',
  '交通运输',
  '水务',
  '文化和旅游',
  '生态和环境保护',
  '社会保障',
] as const;
export const Domain = z.enum([...DOMAINS, '通用']);

/** How far a statement of law was checked; shown wherever the statement is shown. */
export const Verification = z.enum(['stored_text', 'web', 'knowledge', 'policy', 'unconfirmed']);
export type Verification = z.infer<typeof Verification>;
