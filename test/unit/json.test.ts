import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { depthFault, readJson } from '../../functions/core/json.ts';

const faults = (text: string) => {
  const read = readJson(text);
  return 'faults' in read ? read.faults.map(({ line, column, say, code }) => [line, column, code, say]) : [];
};

describe('写错的 JSON：第几行第几列，应当怎样写', () => {
  test.each([
    ['', 1, 1, '内容是空的'],
    ['{"a": 1,\n "b" 2}', 2, 6, '键的后面应为英文冒号“：”，现为“2”'],
    ['{"a": 1,}', 1, 9, '这里应为加英文双引号的键，现为“}”'],
    ['{\n  名称：1\n}', 2, 3, '这里应为加英文双引号的键或者“}”，现为“名”'],
    ['[1 2]', 1, 4, '这里应为英文逗号“，”或者收尾的括号，现为“2”'],
    ['{"a": [1, 2}', 1, 12, '这里应为英文逗号“，”或者收尾的括号，现为“}”'],
    ['{"a":', 1, 6, '内容到这里就断了：这里应为一个值（文字加英文双引号）'],
    ['{"a": "甲\n乙"}', 1, 7, '没有写完的文字'],
    ['{"a": 1} x', 1, 10, '内容已经结束，后面不应再有别的'],
    ['{"a"\uFF1A1}', 1, 5, '现为“\uFF1A”'],
  ])('%j', (text, line, column, say) => {
    expect(faults(text)).toEqual([[line, column, 'bad-json', expect.stringContaining(say)]]);
  });

  test('写了两次的键，指出每一处', () => {
    const read = readJson('{"a": {"b/c": 1,\n"b/c": 2}, "d": [{"e": 1, "e": 1}], "a": 0}');
    expect('faults' in read && read.faults).toMatchObject([
      { path: '/a/b~1c', line: 2, column: 1, code: 'key-twice', say: '键“b/c”重复，只能写一次' },
      { path: '/d/0/e', line: 2 },
      { path: '/a', line: 2 },
    ]);
  });

  test('开头的字节顺序标记不算内容；没有尽头的嵌套不耗尽栈', () => {
    expect(readJson('\uFEFF{"a": 1}')).toEqual({ value: { a: 1 } });
    expect(faults('['.repeat(500_000))).toHaveLength(1);
    expect(readJson(JSON.stringify('长'.repeat(2_000_000)))).toHaveProperty('value');
  });

  test('嵌套过深的在解析以前就指出在哪里；文字里的括号、不成 JSON 的不算', () => {
    const nested = (levels: number) => `${'{"not":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(depthFault(nested(5), 5)).toBeNull();
    expect(depthFault(nested(6), 5)).toEqual({
      path: '/not/not/not/not/not',
      code: 'too-deep',
      say: '内容嵌套过深，最多 5 层',
    });
    expect(depthFault(nested(100_000), 500)?.path).toBe('/not'.repeat(12));
    expect(depthFault('['.repeat(3_000_000), 500)?.code).toBe('too-deep');
    expect(depthFault(JSON.stringify(['\\"[{[{', '\\\\', { a: '[[[' }]), 2)).toBeNull();
    expect(depthFault('[[x[[[[', 3)).toBeNull();
  });

  test('说有错的，恰是 JSON.parse 不收的', () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const pieces = fc.array(
      fc.constantFrom(...'{}[],:"\\ 0-1.eE+u', 'true', 'null', '"a"', '"b"', '\n', '\u0001', '\u007f', '名'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, (list) => {
        const text = list.join('');
        const syntax = faults(text).some(([, , code]) => code === 'bad-json');
        expect(syntax).toBe(!parses(text));
      }),
      { numRuns: 20_000 },
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        if (faults(text).length === 0) expect(readJson(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });
});
