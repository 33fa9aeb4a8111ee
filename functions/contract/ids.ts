/** Names, ids and closed lists every part shares. Vocabulary: docs/architecture.md. */
import { z } from 'zod';

/** A township (乡镇). Every key in the store starts with it. */
export const TenantId = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);
/** `C-` and 20 lowercase base-32 characters, time-ordered. */
export const CaseId = z.string().regex(/^C-[0-9a-z]{20}$/);
/** What the public knows a published decision by; its case cannot be found with it. */
export const PublicId = z.string().regex(/^P-[0-9a-f]{20}$/);
/** Chosen by the client; the same id filed twice gives the first answer. */
export const SubmissionId = z.uuid();
export const PersonId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);
/** An authority or office: `town`, `city-forestry`, `city-gov`, `police` … */
export const OrgId = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
/** Lowercase hex SHA-256. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** An ISO calendar day in Asia/Shanghai. */
export const Day = z.iso.date();
/** A UTC instant with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
/** Kebab-case id of a definition, action or stage; matters and rules also use capitals. */
export const Slug = z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,79}$/);
/** RFC 6901, inside a submission's data. */
export const Pointer = z.string().regex(/^(\/([^~/]|~[01])*)+$/);
/** Flat fact names: `forest.commercialMu`. */
export const FactName = z.string().regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9_-]+)+$/);

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
