import { Matter } from '../../contract/definitions/matters.ts';
import { DOMAINS, Slug } from '../../contract/ids.ts';
import { fieldsOf, lineOf } from './lines.ts';
import { stagesOf, stagesText } from './sanctions.ts';
import { choice, day, plainText, shaped, Unfit, type Writing, written, yesOrNo } from './values.ts';

/** A column of the sheet: where its value stands in a matter, its heading, and whether it may be unconfirmed. */
export type Column = {
  /** Dotted: `empowerment.from`. In the heading it stands in brackets behind the name. */
  key: string;
  label: string;
  width: number;
  nullable: boolean;
  writing: Writing<unknown>;
};

/** Words of the contract that are Chinese already. */
const same = <K extends string>(words: readonly K[]) =>
  choice(Object.fromEntries(words.map((word) => [word, `${word}`])) as Record<K, string>);

const ENFORCEMENT = {
  court: '申请法院强制执行',
  substitute: '代履行',
  self_by_law: '依法律授权自行强制',
  self_demolish: '强制拆除',
};
const VERIFIED = {
  stored_text: '已与法规全文核对',
  web: '据网上文本',
  knowledge: '据一般知识',
  policy: '据政策文件',
  unconfirmed: '未核对',
};

const legalBasis = written<Matter['legalBasis']>(
  (bases) =>
    bases
      .map(({ law, rank, article, clause }) =>
        lineOf([law, rank, `第${article}条`, ...(clause === null ? [] : [clause])]),
      )
      .join('\n'),
  (text) =>
    text.split('\n').flatMap((line, i) => {
      if (line.trim() === '') return [];
      const [law = '', rank = '', at = '', clause, ...more] = fieldsOf(line);
      const article = /^第?(-?\d{1,15})条?$/.exec(at)?.[1];
      if (article === undefined || more.length > 0)
        throw new Unfit(`其中第 ${i + 1} 行“${line}”应写作：法律名称 | 位阶 | 第几条 | 款项（可不写）`);
      return [{ law, rank, article: Number(article), clause: clause ?? null }];
    }),
);

const NOT_APPLICABLE = '不适用';
const summary = written<Matter['summaryProcedure']>(
  (value) =>
    value === null
      ? NOT_APPLICABLE
      : `个人${can(value.individualPossible)}，限 ${value.limitIndividual} 元；单位${can(value.orgPossible)}，限 ${value.limitOrg} 元`,
  (text) => {
    if (text.trim() === NOT_APPLICABLE) return null;
    const [, a, limitA, b, limitB] =
      /^\s*个人(不?可以)[,，]\s*限\s*(-?[\d.]+(?:e[+-]?\d+)?)\s*元\s*[;；]\s*单位(不?可以)[,，]\s*限\s*(-?[\d.]+(?:e[+-]?\d+)?)\s*元\s*$/.exec(
        text,
      ) ?? [];
    const [limitIndividual, limitOrg] = [Number(limitA), Number(limitB)];
    if (!Number.isFinite(limitIndividual) || !Number.isFinite(limitOrg))
      throw new Unfit(`应写作：个人可以，限 200 元；单位不可以，限 3000 元；或者“${NOT_APPLICABLE}”`);
    return { individualPossible: a === '可以', orgPossible: b === '可以', limitIndividual, limitOrg };
  },
);
const can = (possible: boolean): string => (possible ? '可以' : '不可以');

const slug = shaped(Slug, '字母开头，只含字母、数字、“.”、“_”、“-”的编号');
const column = <T>(
  key: string,
  label: string,
  width: number,
  nullable: boolean,
  writing: Writing<T>,
): Column => ({
  key,
  label,
  width,
  nullable,
  writing: writing as Writing<unknown>,
});

/** Every field of a matter, in the order of the sheet. The first names the matter. */
export const COLUMNS: readonly Column[] = [
  column('id', '编号', 12, false, slug),
  column('name', '事项名称', 40, false, shaped(Matter.shape.name, '文字，不能为空')),
  column('type', '类别', 12, false, same(Matter.shape.type.options)),
  column('domain', '领域', 16, false, same([...DOMAINS, '通用'])),
  column('legalBasis', '法律依据', 48, false, legalBasis),
  column('originalDepartment', '原行使部门', 20, true, plainText),
  column('stages', '情形与处罚', 60, false, written(stagesText, stagesOf)),
  column('summaryProcedure', '当场处罚', 32, true, summary),
  column('enforcement', '强制执行', 20, false, choice(ENFORCEMENT)),
  column('criminalTrigger', '涉刑移送规则', 20, true, slug),
  column('procedureProfile', '程序类型', 16, false, plainText),
  column('suitability', '承接适宜度', 12, false, choice({ low: '低', medium: '中', high: '高' })),
  column('empowerment.decision', '赋权决定', 32, true, plainText),
  column(
    'empowerment.level',
    '赋权决定层级',
    14,
    true,
    choice({ province: '省级', prefecture: '州市级', city: '县市级' }),
  ),
  column('empowerment.publishedAt', '清单公布处', 32, true, plainText),
  column('empowerment.from', '赋权起始日', 14, true, day),
  column('empowerment.to', '赋权终止日（自该日起不再有效）', 14, true, day),
  column('effective.from', '法律条文施行日', 14, true, day),
  column('effective.to', '法律条文失效日', 14, true, day),
  column('inTownshipList', '列入乡镇清单', 14, true, yesOrNo),
  column('verified', '核对情况', 18, false, choice(VERIFIED)),
  column('source', '出处', 24, true, plainText),
  column('note', '备注', 40, true, plainText),
];

export const headingOf = ({ key, label }: Column): string => `${label}（${key}）`;

/** The column a heading means: by the key in its last brackets, the key alone, or the name alone. */
export function columnOf(heading: string): Column | undefined {
  const said = heading.trim();
  const key = /[(（]\s*([A-Za-z.]+)\s*[)）]$/.exec(said)?.[1] ?? said;
  return COLUMNS.find((one) => one.key === key || one.label === said);
}

/** The value of a column in a matter; undefined where the matter has none yet. */
export function valueAt(matter: object, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], matter);
}

/** The matter with another value in a column. */
export function withValue(matter: object, key: string, value: unknown): object {
  const [name = '', ...rest] = key.split('.');
  const inner = (matter as Record<string, unknown>)[name];
  return { ...matter, [name]: rest.length === 0 ? value : withValue(inner as object, rest.join('.'), value) };
}
