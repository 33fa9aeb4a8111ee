/** 期限的缓急、填报内容的可读性、文件校验码和事项的说法。 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashFile, Sha256 } from '../../web/src/forms/sha256.ts';
import { uiOf } from '../../web/src/forms/uiOf.ts';
import { saySanction } from '../../web/src/text/law.ts';
import { showInstant, urgencyOf } from '../../web/src/text/time.ts';
import { readable } from '../../web/src/timeline/readable.ts';

describe('期限', () => {
  const at = '2026-05-20T17:00:00.000Z';
  test('按上海的日子算：世界时 17 点已是次日', () => {
    expect(showInstant(at)).toBe('2026-05-21 01:00');
    expect(urgencyOf('2026-05-21', at)).toEqual({ level: 'today', text: '今天到期' });
    expect(urgencyOf('2026-05-20', at)).toEqual({ level: 'overdue', text: '已逾期 1 天' });
    expect(urgencyOf('2026-05-22', at).text).toBe('明天到期');
    expect(urgencyOf('2026-06-20', at)).toEqual({ level: 'calm', text: '剩 30 天' });
  });
  test('按小时的期限说小时，不足一小时说分钟', () => {
    expect(urgencyOf('2026-05-21T10:30:00.000Z', at).text).toBe('剩 17 小时');
    expect(urgencyOf('2026-05-20T17:25:00.000Z', at)).toEqual({ level: 'today', text: '剩 25 分钟' });
    expect(urgencyOf('2026-05-20T15:00:00.000Z', at).text).toBe('已超时 2 小时');
  });
});

describe('填报内容', () => {
  const schema = {
    type: 'object',
    properties: {
      kind: { title: '类别', oneOf: [{ const: 'org', title: '单位' }] },
      officers: { title: '执法人员', type: 'array', items: { type: 'string' } },
      party: {
        title: '当事人',
        type: 'object',
        properties: { minor: { title: '不满十八周岁', type: 'boolean' } },
      },
    },
  };
  test('用栏目名称、选项名称和姓名，不用代码', () => {
    const data = { party: { minor: false }, officers: ['officer'], kind: 'org', other: 3 };
    const fields = readable(data, schema, { 'ui:order': ['kind', 'officers', 'party'] }, (id) =>
      id === 'officer' ? '赵演示' : undefined,
    );
    expect(fields.map((field) => [field.label, field.text])).toEqual([
      ['类别', '单位'],
      ['执法人员', '赵演示'],
      ['当事人', ''],
      ['other', '3'],
    ]);
    expect(fields[2]?.fields?.[0]).toMatchObject({ label: '不满十八周岁', text: '否' });
  });
  test('证据文件一律用上传栏，是非题一律选答', () => {
    const ref = { properties: { id: {}, name: {}, size: {}, sha256: {} } };
    const made = uiOf(
      {
        type: 'object',
        properties: { files: { type: 'array', items: ref }, sure: { type: 'boolean' } },
      } as never,
      {},
    );
    expect(made).toEqual({ files: { 'ui:field': 'files' }, sure: { 'ui:widget': 'radio' } });
  });
});

describe('文件校验码', () => {
  test.each([0, 1, 55, 56, 63, 64, 65, 1000, 2_500_000])('%i 字节分段计算与整体计算相同', async (size) => {
    const bytes = Buffer.alloc(size, 'township');
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(await hashFile(new Blob([bytes]), () => undefined)).toBe(expected);
  });
  test('分段的长短不影响结果', () => {
    const bytes = Buffer.from('擅自改变林地用途'.repeat(40));
    const hash = new Sha256();
    for (let from = 0; from < bytes.length; from += 37) hash.update(bytes.subarray(from, from + 37));
    expect(hash.hex()).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('事项的处理', () => {
  const fine = { kind: 'fine', target: 'org', min: 3000, max: 30_000, may: false } as const;
  test('罚款写明对象、幅度和是否可以', () => {
    expect(saySanction(fine)).toBe('对单位处罚款 3,000 元以上 30,000 元以下');
    expect(saySanction({ ...fine, may: true, min: 0 })).toBe('对单位可以处罚款 30,000 元以下');
  });
  test('没有确认的数额写未确认', () => {
    expect(saySanction({ ...fine, min: null, max: null })).toBe('对单位处罚款（数额未确认）');
    expect(saySanction({ ...fine, max: null })).toContain('上限未确认');
  });
});
