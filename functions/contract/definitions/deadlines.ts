/** Statutory periods as data, and the calendar they are counted by (民法典201–204、处罚法85、强制法69、复议法88). */
import { z } from 'zod';
import { Day, Role, Slug, Verification, written } from '../ids.ts';

/** Whom a period binds. The same period is counted to the earlier day for authorities and to the later for people. */
export const BOUND_PARTIES = {
  agency: '本机关',
  officer: '执法人员',
  reviewer: '法制审核人员',
  party: '当事人',
  third_party: '第三方',
  court: '人民法院',
  reconsideration_body: '行政复议机关',
  police: '公安机关',
  other_agency: '其他机关',
  province: '省人民政府',
  all: '各方',
} as const;
export const BoundParty = z.enum(
  Object.keys(BOUND_PARTIES) as [keyof typeof BOUND_PARTIES, ...(keyof typeof BOUND_PARTIES)[]],
);
export type BoundParty = z.infer<typeof BoundParty>;

export const UNITS = {
  workday: '个工作日',
  calendar_day: '日',
  day_undefined: '日（未定义，按自然日）',
  hour: '小时',
  month: '个月',
  year: '年',
} as const;
export const Unit = z.enum(Object.keys(UNITS) as [keyof typeof UNITS, ...(keyof typeof UNITS)[]]);
export type Unit = z.infer<typeof Unit>;

/** The procedure profiles of matters (部门规章); a step of extension may be the law of one of them alone. */
const Profiles = z.array(z.string()).min(1);

/** A lawful extension: how much longer, who approves it, how often; without the notice it has no effect. */
export const ExtensionStep = z.strictObject({
  id: Slug,
  say: z.string().min(1),
  length: z.int().positive(),
  unit: Unit,
  basis: z.string().min(1).describe('the article that allows it'),
  /** Roles that may approve it: the person in charge (负责人). */
  approver: z.array(Role).min(1),
  /** How often this step may be taken. */
  times: z.int().positive(),
  profiles: Profiles.optional(),
});
export type ExtensionStep = z.infer<typeof ExtensionStep>;

/** A ground on which days are not counted (停计、扣除). */
export const ExclusionGround = z.strictObject({
  id: Slug,
  say: z.string().min(1),
  basis: z.string().min(1),
  approver: z.array(Role).min(1),
  profiles: Profiles.optional(),
});
export type ExclusionGround = z.infer<typeof ExclusionGround>;

/** Somebody to tell: whoever has a duty in the case, or a role of the township. */
export const Recipient = z.union([z.strictObject({ duty: Slug }), z.strictObject({ role: Role })]);
export type Recipient = z.infer<typeof Recipient>;

/** When a running clock speaks up, and to whom. Days are calendar days, hours for periods in hours. */
export const Watch = z.strictObject({
  /** So many calendar days (hours, for a period in hours) before the last one. */
  warn: z.array(z.int().positive()),
  to: z.array(Recipient).min(1),
  /** Told when it has run out. */
  escalate: z.array(Recipient).min(1),
  source: z
    .string()
    .min(1)
    .describe('the law or practice the days come from, or that it is a setting of the platform'),
});
export type Watch = z.infer<typeof Watch>;

const base = {
  id: Slug,
  name: z.string().min(1),
  law: z.string().min(1),
  article: z.string().min(1),
  /** The law of these profiles alone; elsewhere it may run as a reference (参照), and says so. Absent: of all. */
  profiles: Profiles.optional(),
  /** Only where this holds. */
  condition: z.string().nullable(),
  startEvent: z.string().nullable(),
  endEvent: z.string().nullable(),
  boundParty: BoundParty,
  /** What the source says of extension and of days not counted; `steps` and `grounds` are what the engine may do. */
  extension: z.strictObject({ say: z.string(), steps: z.array(ExtensionStep) }).nullable(),
  exclusion: z.strictObject({ say: z.string(), grounds: z.array(ExclusionGround) }).nullable(),
  onOverdue: z.string().nullable(),
  verified: Verification,
  note: z.string().nullable(),
};
const counted = {
  unit: Unit,
  direction: z.enum(['after', 'before']),
  /** Why its days are workdays or calendar days. */
  unitBasis: z.string().nullable(),
  roll: z.enum(['none', 'next_workday']),
  /** `limit`: something has to be done by then. `wait`: nothing may be done before it is over. */
  purpose: z.enum(['limit', 'wait']),
  watch: Watch,
};

/**
 * A statutory period. Only the first three kinds lead to a date; a duty without a number of days (及时、立即), a rate by
 * the day, a prohibition or a rule of counting is kept as what it is and never given a number.
 */
export const DeadlineDefinition = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('period'), length: z.int().positive(), ...counted }),
  /** The law names no number of days: a dated parameter does, with its source. */
  z.strictObject({ ...base, kind: z.literal('configured'), param: Slug, ...counted }),
  /** By a day of the year. */
  z.strictObject({
    ...base,
    kind: z.literal('annual'),
    monthDay: written(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '月-日，如 01-31'),
    watch: Watch,
  }),
  /** So much of the principal for every day, up to a cap (处罚法72①(一)、强制法45②). */
  z.strictObject({
    ...base,
    kind: z.literal('daily-rate'),
    percentPerDay: z.int().positive(),
    cap: z.literal('principal'),
  }),
  z.strictObject({
    ...base,
    kind: z.enum([
      'prompt',
      'immediate',
      'daily-penalty',
      'excluded-period',
      'periodic',
      'prohibited',
      'blackout',
      'after-event',
      'rule',
    ]),
  }),
]);
export type DeadlineDefinition = z.infer<typeof DeadlineDefinition>;

/** Why a kind leads to no date, as a person reads it. */
export const KIND_LABELS_OF_DEADLINES = {
  period: '期限',
  configured: '法律没有规定天数，由配置确定',
  annual: '每年固定日期',
  'daily-rate': '按日加处',
  prompt: '及时（法律没有规定天数）',
  immediate: '立即',
  'daily-penalty': '按日连续处罚',
  'excluded-period': '不计入另一期限的期间',
  periodic: '定期（没有规定周期）',
  prohibited: '禁止事项',
  blackout: '禁止实施的时段',
  'after-event': '须待事件之后',
  rule: '计算规则',
} as const satisfies Record<DeadlineDefinition['kind'], string>;

/** A period the engine can count. */
export type CountedDeadline = Extract<DeadlineDefinition, { kind: 'period' | 'configured' | 'annual' }>;
/** Counted in units from a day or instant. */
export type PeriodDeadline = Extract<DeadlineDefinition, { kind: 'period' | 'configured' }>;

export const DeadlineTable = z.strictObject({
  id: Slug,
  title: z.string(),
  deadlines: z.array(DeadlineDefinition).min(1),
});
export type DeadlineTable = z.infer<typeof DeadlineTable>;

const YEAR = written(/^\d{4}$/, '四位数字的年份，如 2026');
/**
 * National days off and make-up workdays; a year that is not `published` makes every count through it provisional. Days
 * off of the prefecture (地方假日) are counted both ways, because no law says whether they are 法定节假日.
 */
export const Calendar = z.strictObject({
  id: Slug,
  title: z.string(),
  timezone: z.literal('Asia/Shanghai'),
  years: z.record(
    YEAR,
    z.strictObject({
      status: z.literal('published'),
      notice: z.string().nullable(),
      offDays: z.array(z.strictObject({ date: Day, name: z.string(), statutory: z.boolean() })),
      makeUpWorkdays: z.array(Day),
    }),
  ),
  /** Days off that are the same every year by law: all that is known of a year without its notice. */
  fixed: z.strictObject({
    basis: z.string(),
    days: z.array(z.strictObject({ monthDay: written(/^\d\d-\d\d$/, '月-日，如 10-01'), name: z.string() })),
  }),
  local: z.strictObject({
    region: z.string(),
    basis: z.string(),
    years: z.record(
      YEAR,
      z.strictObject({
        holidays: z.array(z.strictObject({ name: z.string(), from: Day, to: Day, source: z.string() })),
        /** Festivals whose days of this year nobody has confirmed. */
        unconfirmed: z.array(z.string()),
      }),
    ),
  }),
});
export type Calendar = z.infer<typeof Calendar>;
