import fc from 'fast-check';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { loadPacks } from '../../functions/adapters/packs.ts';
import { sheets } from '../../functions/adapters/sheets/index.ts';
import type { SheetFormat } from '../../functions/contract/api.ts';
import { Matter } from '../../functions/contract/definitions/matters.ts';
import { Refusal } from '../../functions/contract/errors.ts';
import { DOMAINS } from '../../functions/contract/ids.ts';
import { COLUMNS, headingOf } from '../../functions/core/matters/columns.ts';
import { matterDifferences, readMatters, sheetOf } from '../../functions/core/matters/sheet.ts';
import { addressOf, type CellValue, type Rows, text } from '../../functions/core/sheets/cells.ts';

const FORMATS: SheetFormat[] = ['xlsx', 'csv'];
const MATTERS = loadPacks(process.cwd())
  .entries.filter((entry) => entry.kind === 'matter')
  .map(({ body }) => Matter.parse(body));
const lc001 = MATTERS.find(({ id }) => id === 'LC-001') as Matter;

/** What comes out of a file of these matters, held against others. */
async function through(format: SheetFormat, matters: Matter[], known = matters) {
  const bytes = await sheets.write(sheetOf(matters), format);
  return readMatters(await sheets.read(bytes, format), known);
}

/** Rows as a person may have typed them, the first being the headings. */
const typed = (...lines: (string | CellValue | null)[][]): Rows =>
  lines.map((line, r) =>
    line.map((value, c) =>
      value === null || value === ''
        ? null
        : { ...(typeof value === 'string' ? text(value) : value), at: addressOf(r, c) },
    ),
  );
const faultsOf = (rows: Rows) => readMatters(rows, MATTERS).faults.map(({ path, say }) => `${path} ${say}`);

/** Text with everything that could be taken for the writing of a sheet. */
const odd = fc.constantFrom(
  '（清空）',
  '\\（清空）',
  '（清空）',
  '\\e',
  '',
  '=1+1',
  "'=x",
  '-5',
  ' | ',
  '\\|',
  '【情形】',
  '（无）',
  '未确认',
  '"个人"',
  '个人',
  'a\r\nb',
  ' x ',
  '_x0041_',
  'constructor',
  '__proto__',
  '\u0001',
  '"',
  ',',
  '是',
);
const anyText = fc.oneof(
  { weight: 3, arbitrary: odd },
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }).filter((s) => s.isWellFormed()),
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const yuan = orNull(fc.integer({ min: 0, max: 1_000_000_000 }).map((fen) => fen / 100));
const times = orNull(
  fc.oneof(
    fc.integer({ min: 0, max: 100 }),
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  ),
);
const anyDay = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const target = fc.oneof(fc.constantFrom('any', 'individual', 'org', 'responsible'), anyText);
const sanction = fc.oneof(
  fc.constant({ kind: 'warning' as const }),
  fc.record({ kind: fc.constant('order' as const), what: anyText }),
  fc.record({ kind: fc.constant('confiscate' as const), what: anyText }),
  fc.record(
    { kind: fc.constant('fine' as const), target, min: yuan, max: yuan, may: fc.boolean(), per: anyText },
    { requiredKeys: ['kind', 'target', 'min', 'max', 'may'] },
  ),
  fc.record({
    kind: fc.constant('fine_multiple' as const),
    target,
    base: anyText,
    min_x: times,
    max_x: times,
    may: fc.boolean(),
  }),
);
const anyMatter: fc.Arbitrary<Matter> = fc.record({
  id: fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,12}$/),
  name: anyText.filter((s) => s.length > 0),
  type: fc.constantFrom(...Matter.shape.type.options),
  domain: fc.constantFrom(...DOMAINS, '通用' as const),
  legalBasis: fc.array(
    fc.record({
      law: anyText,
      rank: anyText,
      article: fc.integer({ min: -5, max: 1300 }),
      clause: orNull(anyText),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  originalDepartment: orNull(anyText),
  stages: fc.array(
    fc.record({ condition: orNull(anyText), sanctions: fc.array(sanction, { maxLength: 4 }) }),
    { maxLength: 3 },
  ),
  summaryProcedure: orNull(
    fc.record({
      individualPossible: fc.boolean(),
      orgPossible: fc.boolean(),
      limitIndividual: fc.nat(5000),
      limitOrg: fc.nat(50_000),
    }),
  ),
  enforcement: fc.constantFrom(...Matter.shape.enforcement.options),
  criminalTrigger: orNull(fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,12}$/)),
  procedureProfile: anyText,
  suitability: fc.constantFrom(...Matter.shape.suitability.options),
  empowerment: fc.record({
    decision: orNull(anyText),
    level: orNull(fc.constantFrom('province' as const, 'prefecture' as const, 'city' as const)),
    publishedAt: orNull(anyText),
    from: orNull(anyDay),
    to: orNull(anyDay),
  }),
  effective: fc.record({ from: orNull(anyDay), to: orNull(anyDay) }),
  inTownshipList: orNull(fc.boolean()),
  verified: fc.constantFrom(...Matter.shape.verified.options),
  source: orNull(anyText),
  note: orNull(anyText),
});
const someMatters = fc.uniqueArray(anyMatter, { selector: ({ id }) => id, maxLength: 4 });

describe('事项表导出再导入', () => {
  it.each(FORMATS)('随软件发布的全部事项，经 %s 往返没有任何差异', async (format) => {
    const reading = await through(format, MATTERS);
    expect(reading).toEqual({ changes: [], unchanged: MATTERS.length, faults: [] });
    expect(MATTERS.length).toBeGreaterThan(200);
  });

  it.each(FORMATS)('任何事项清单经 %s 往返没有任何差异，导入空的清单则得到同样的事项', async (format) => {
    await fc.assert(
      fc.asyncProperty(someMatters, async (matters) => {
        const rows = await sheets.read(await sheets.write(sheetOf(matters), format), format);
        const back = { changes: [], unchanged: matters.length, faults: [] };
        expect(readMatters(rows, matters)).toEqual(back);
        const { changes, faults } = readMatters(rows, []);
        expect(faults).toEqual([]);
        expect(changes.map(({ after }) => after)).toEqual(matters);
      }),
      { numRuns: 60 },
    );
  });

  it('每一列都有中文名称和键，除此之外事项没有别的内容', () => {
    const keysOf = (value: object, prefix = ''): string[] =>
      Object.entries(value).flatMap(([key, inner]) =>
        ['empowerment', 'effective'].includes(key) ? keysOf(inner, `${key}.`) : [`${prefix}${key}`],
      );
    expect(COLUMNS.map(({ key }) => key).sort()).toEqual(keysOf(lc001).sort());
    for (const column of COLUMNS) expect(headingOf(column)).toMatch(/[\u4e00-\u9fff].*（[A-Za-z.]+）$/);
  });
});

describe('表里没有的，保持原样', () => {
  it('没有的列、没有的行、空单元格都不改；写明（清空）才改为未确认', () => {
    const full = { ...lc001, note: '原备注', source: '原出处', originalDepartment: '原部门' };
    const known = [full, ...MATTERS.filter(({ id }) => id !== 'LC-001')];
    const rows = typed(
      ['编号（id）', '备注（note）', '出处（source）', '赋权起始日（empowerment.from）'],
      ['LC-001', '', '（清空）', '2026/5/1'],
    );
    const { changes, unchanged, faults } = readMatters(rows, known);
    expect(faults).toEqual([]);
    expect(unchanged).toBe(0);
    expect(changes.map(({ after }) => after)).toEqual([
      { ...full, source: null, empowerment: { ...full.empowerment, from: '2026-05-01' } },
    ]);
    expect(changes.flatMap(matterDifferences).map(({ path, say }) => `${path} ${say}`)).toEqual([
      `/empowerment/from LC-001“${full.name}”的赋权起始日由 未确认 改为 “2026-05-01”`,
      `/source LC-001“${full.name}”的出处由 “原出处” 改为 未确认`,
    ]);
  });

  it('全角括号的（清空）、只写键或者只写名称的标题、各种写法的日期都认得', () => {
    const rows = typed(
      ['id', '备注', '赋权起始日（empowerment.from）', 'effective.from', 'inTownshipList'],
      [
        'LC-001',
        '（清空）',
        '2026年5月1日',
        { kind: 'day', value: '2020-07-01' },
        { kind: 'boolean', value: true },
      ],
    );
    const { changes, faults } = readMatters(rows, [{ ...lc001, note: '有' }]);
    expect(faults).toEqual([]);
    expect(changes[0]?.after).toMatchObject({
      note: null,
      empowerment: { from: '2026-05-01' },
      effective: { from: '2020-07-01' },
      inTownshipList: true,
    });
  });

  it('数字单元格里的文字按文字读', () => {
    const rows = typed(['id', 'note'], ['LC-001', { kind: 'number', value: 2026 }]);
    expect(readMatters(rows, [lc001]).changes[0]?.after.note).toBe('2026');
  });

  it('新事项写全即可新增，没有写的保持未确认', () => {
    const required = COLUMNS.filter(({ nullable }) => !nullable);
    const values = [
      'LC-900',
      '对示例行为的处罚',
      '行政处罚',
      '林业和草原',
      '森林法 | 法律 | 73 | 第1款',
      '【情形】\n罚款 | 个人 | 0 | 10,000 | 应当 | 每平方米',
      '申请法院强制执行',
      'forestry',
      '高',
      '未核对',
    ];
    const { changes, faults } = readMatters(typed(required.map(headingOf), values), MATTERS);
    expect(faults).toEqual([]);
    expect(changes[0]).toMatchObject({
      before: null,
      after: {
        id: 'LC-900',
        note: null,
        empowerment: { decision: null, from: null },
        legalBasis: [{ law: '森林法', rank: '法律', article: 73, clause: '第1款' }],
        stages: [
          {
            condition: null,
            sanctions: [
              { kind: 'fine', target: 'individual', min: 0, max: 10_000, may: false, per: '平方米' },
            ],
          },
        ],
      },
    });
    expect(changes.flatMap(matterDifferences).map(({ say }) => say)).toEqual([
      '新增事项 LC-900“对示例行为的处罚”（行政处罚，林业和草原）',
    ]);
  });
});

describe('不正确的表，一次指出每一个单元格', () => {
  it('未知的列、重复的列、没有标题的列、没有编号列', () => {
    expect(
      faultsOf(typed(['编号（id）', '颜色（colour）', 'note', 'note', ''], ['LC-001', 'x', '', '', '多出'])),
    ).toEqual([
      expect.stringMatching(/^B1 没有“颜色（colour）”这一列；应为其中之一：编号（id）/),
      'D1 “备注（note）”一列出现了两次',
      'E2 “多出”所在的列在第一行没有标题',
    ]);
    expect(faultsOf(typed(['note'], ['x']))).toEqual(['A1 表中没有“编号（id）”一列；第一行应为标题']);
  });

  it('重复的编号、缺少的编号、写错的编号', () => {
    expect(
      faultsOf(typed(['id', 'note'], ['LC-001', 'a'], ['LC-001', 'b'], ['', 'c'], ['', ''], ['编号', 'd'])),
    ).toEqual([
      'A3 编号 LC-001 与 A2 重复；一个事项只应有一行',
      'A4 这一行没有编号；应填写事项编号',
      expect.stringMatching(/^A6 编号“编号”不正确：应为字母开头/),
    ]);
  });

  it('不存在的日期、数字代替日期、选项之外的文字、清空不能清空的', () => {
    const rows = typed(
      [
        'id',
        '赋权起始日',
        '领域',
        '列入乡镇清单',
        '事项名称',
        '法律条文施行日',
        '法律依据',
        '情形与处罚',
        '当场处罚',
      ],
      [
        'LC-001',
        '2026-02-30',
        '森林',
        '对',
        '（清空）',
        { kind: 'number', value: 46_143 },
        '森林法 73',
        '罚款 | 个人 | 一万 | 2 | 应当',
        '可以',
      ],
    );
    const faults = faultsOf(rows);
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'B2',
      'C2',
      'D2',
      'E2',
      'F2',
      'G2',
      'H2',
      'I2',
    ]);
    expect(faults[0]).toBe(
      'B2 赋权起始日“2026-02-30”不正确：应为日期，例如 2026-05-20；要改为未确认，请写 （清空）',
    );
    expect(faults[1]).toContain('应为其中之一：卫生健康、林业和草原');
    expect(faults[3]).toBe('E2 事项名称不能清空');
    expect(faults[4]).toContain('“46143”不正确：应为日期');
    expect(faults[5]).toContain('应写作：法律名称 | 位阶 | 第几条');
    expect(faults[6]).toContain('其中第 1 行“罚款 | 个人 | 一万 | 2 | 应当”：第一行应以“【情形】”开头');
  });

  it('处罚写错的，指出是单元格里的哪一行', () => {
    const [fault] = faultsOf(
      typed(['id', '情形与处罚'], ['LC-001', '【情形】\n警告\n罚款 | 个人 | 一万 | 2 | 应当']),
    );
    expect(fault).toContain('其中第 3 行“罚款 | 个人 | 一万 | 2 | 应当”：“一万”应为数字');
  });

  it('不认识的编号是新事项，缺少的每一项都指出', () => {
    const faults = faultsOf(typed(['id', 'name', 'type'], ['LC-999', '某事项', '']));
    expect(faults[0]).toBe('C2 现行事项中没有 LC-999，作为新事项还须填写“类别（type）”');
    expect(faults).toHaveLength(8);
    for (const fault of faults.slice(1)) expect(fault).toMatch(/^A2 .*还须填写/);
  });
});

describe('文件本身', () => {
  const refused = async (bytes: Uint8Array, format: SheetFormat): Promise<Refusal> => {
    const error = await sheets.read(bytes, format).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refusal);
    return error as Refusal;
  };

  it('公式、合并单元格逐个指出，不取用它们的值', async () => {
    const bytes = await writeXlsxFile([
      ['id', 'note', null],
      ['LC-001', { value: 'A2&"x"', type: 'Formula' }, { value: '1+1', type: 'Formula' }],
      [{ value: 'LC-002', columnSpan: 2 }],
    ]).toBuffer();
    const { code, faults } = await refused(bytes, 'xlsx');
    expect(code).toBe('sheet-invalid');
    expect(faults.map(({ path, code }) => [path, code])).toEqual([
      ['B2', 'formula'],
      ['C2', 'formula'],
      ['A3:B3', 'merged'],
    ]);
  });

  /** A good workbook with something put behind its rows, as no spreadsheet program would write it. */
  const doctored = async (more: string): Promise<Buffer> => {
    const zip = new PizZip(Buffer.from(await sheets.write(sheetOf([lc001]), 'xlsx')));
    const part = 'xl/worksheets/sheet1.xml';
    zip.file(part, (zip.file(part)?.asText() ?? '').replace('</sheetData>', `${more}</sheetData>`));
    return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  };

  it.each([
    ['单引号的属性', "<row r='900000'><c r='ZZZ900000' t='inlineStr'><is><t>x</t></is></c></row>", 'too-far'],
    ['极大的行号', '<row r="99999999"><c r="A3"><v>1</v></c></row>', 'too-far'],
    ['小写的地址', '<row r="3"><c r="a900000"><v>1</v></c></row>', 'too-far'],
    ['没有地址的单元格', '<row r="3"><c><v>1</v></c></row>', 'too-far'],
    ['单引号的错误值', "<row r='3'><c r='A3' t='e'><v>#REF!</v></c></row>", 'error-value'],
    ['用字符实体写的错误值', '<row r="3"><c r="A3" t="&#101;"><v>#REF!</v></c></row>', 'error-value'],
  ])('绕过检查的写法也拒绝，不让读取程序造出上亿个空行：%s', async (_, more, code) => {
    expect((await refused(await doctored(more), 'xlsx')).faults.map((fault) => fault.code)).toEqual([code]);
  });

  it('压缩包目录之外另藏的一份工作表不被读取', async () => {
    const honest = await doctored('');
    const hidden = await doctored('<row r="3"><c r="A3" t="inlineStr"><is><t>LC-999</t></is></c></row>');
    const directoryAt = (zip: Buffer) => zip.indexOf(Buffer.from('504b0102', 'hex'));
    const more = hidden.subarray(0, directoryAt(hidden));
    // the hidden entries stand between the honest ones and their directory, whose offset is moved to match
    const directory = Buffer.from(honest.subarray(directoryAt(honest)));
    directory.writeUInt32LE(directoryAt(honest) + more.length, directory.length - 6);
    const bytes = Buffer.concat([honest.subarray(0, directoryAt(honest)), more, directory]);
    const { changes, unchanged } = readMatters(await sheets.read(bytes, 'xlsx'), [lc001]);
    expect([changes, unchanged]).toEqual([[], 1]);
  });

  it('行数过多的 CSV 在读的时候就拒绝，空行也算', async () => {
    for (const line of ['a', ''])
      expect((await refused(Buffer.from(`${line}\n`.repeat(1_000_000)), 'csv')).detail).toContain('5000 行');
  });

  it('不是工作簿、旧版或加密的工作簿、损坏的工作簿', async () => {
    expect((await refused(Buffer.from('编号,备注'), 'xlsx')).detail).toContain('不是 Excel 工作簿');
    expect((await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xlsx')).detail).toContain('另存为 .xlsx');
    const whole = await sheets.write(sheetOf([lc001]), 'xlsx');
    expect((await refused(whole.subarray(0, whole.length / 2), 'xlsx')).code).toBe('sheet-invalid');
  });

  it('Excel 存成 GBK 的 CSV、带或不带 BOM 的 UTF-8、CRLF 与 LF 都读得', async () => {
    const gbk = Buffer.concat([
      Buffer.from('id,'),
      Buffer.from([0xb1, 0xb8, 0xd7, 0xa2]),
      Buffer.from('\r\nLC-001,'),
      Buffer.from([0xd0, 0xc2]),
      Buffer.from('\r\n'),
    ]);
    for (const bytes of [
      gbk,
      Buffer.from('\ufeffid,备注\r\nLC-001,新\r\n'),
      Buffer.from('id,备注\nLC-001,新'),
    ]) {
      const { changes, faults } = readMatters(await sheets.read(bytes, 'csv'), [lc001]);
      expect(faults).toEqual([]);
      expect(changes[0]?.after.note).toBe('新');
    }
  });

  it('引号没有成对、UTF-16、不是文字的 CSV', async () => {
    expect((await refused(Buffer.from('id,note\nLC-001,"x\nLC-002,y'), 'csv')).detail).toContain(
      '双引号没有成对',
    );
    expect((await refused(Buffer.from('\ufeffid', 'utf16le'), 'csv')).detail).toContain('UTF-16');
    expect((await refused(Buffer.from([0x69, 0xff, 0xff, 0x80]), 'csv')).detail).toContain('GB18030');
    expect((await refused(Buffer.alloc(5_000_000, 0x61), 'csv')).code).toBe('body-too-large');
  });

  it('CSV 中像公式的文字导出时解除，导入时还原', async () => {
    const risky = { ...lc001, note: '=HYPERLINK("http://x")', source: '@x', originalDepartment: '-1' };
    const bytes = await sheets.write(sheetOf([risky]), 'csv');
    const csv = Buffer.from(bytes).toString('utf8');
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).not.toMatch(/(^|,|")[=@]/m);
    expect(readMatters(await sheets.read(bytes, 'csv'), [risky]).unchanged).toBe(1);
  });
});
