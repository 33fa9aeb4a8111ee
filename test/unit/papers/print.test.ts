import { createHash } from 'node:crypto';
import PizZip from 'pizzip';
import QRCode from 'qrcode';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkAddress } from '../../../functions/adapters/papers/check-code.ts';
import { pagesOf } from '../../../functions/adapters/papers/dossier.ts';
import { createPapers } from '../../../functions/adapters/papers/index.ts';
import type { Paper } from '../../../functions/contract/case.ts';
import { ensureFonts } from '../../../functions/local/fonts.ts';
import type { Papers, PrintMode } from '../../../functions/ports/papers.ts';
import { isInk, isRed, pictures, textOf } from '../../support/papers.ts';

const SENTENCE =
  '经查明，当事人于2026年5月12日在楚雄市大过口乡示例村林地内，未取得林木采伐许可证，擅自采伐云南松三株，折合立木蓄积零点八立方米。上述事实有现场检查（勘验）笔录、询问笔录、检尺记录和现场照片证明。';
const letter: Paper = {
  template: 'DOC-27',
  templateHash: 'a'.repeat(64),
  title: '行政处罚决定书',
  number: '楚大综执罚决〔2026〕1号',
  seal: 'TOWN_GOV',
  layout: 'letter',
  authority: '楚雄市大过口乡人民政府',
  issuedAt: '2026-05-20T01:00:00.000Z',
  day: '2026-05-20',
  lines: [
    { text: '示例当事人：', style: 'addressee' },
    { text: SENTENCE },
    { text: '本机关决定：处以罚款人民币伍仟元整。' },
  ],
  attachments: [],
  copies: '本文书一式二份：当事人、存档各执一份。',
  everyPageSigned: [],
  checkUrl: 'https://zhifa.example/public/check',
  hash: 'ab'.repeat(32),
};
const WHOLE = { x: 0, y: 0, w: 1, h: 1 };
let papers: Papers;
beforeAll(async () => {
  papers = createPapers({ fonts: await ensureFonts() });
});
const print = (paper: Paper, mode: PrintMode = 'issued') => papers.pdf(paper, { mode, tenant: 'daguokou' });
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a sealed letter', () => {
  test('has its title in the middle above, the number to the right, the seal over the date at the end', async () => {
    const [page] = pictures(await print(letter), 72);
    if (!page) throw new Error('no page');
    expect(page.share({ x: 0.3, y: 0.1, w: 0.4, h: 0.08 }, isInk)).toBeGreaterThan(0.03);
    expect(page.share({ x: 0.15, y: 0.185, w: 0.3, h: 0.03 }, isInk)).toBe(0);
    expect(page.share({ x: 0.55, y: 0.185, w: 0.33, h: 0.03 }, isInk)).toBeGreaterThan(0.02);
    // a ring of 42 mm on a page of 210: red on its left and right edge, and a star in the middle
    const red = (x: number, y: number, w: number, h: number) => page.share({ x, y, w, h }, isRed);
    expect(red(0.55, 0.38, 0.4, 0.3)).toBeGreaterThan(0.02);
    expect(red(0, 0, 0.5, 1)).toBe(0);
    expect(red(0, 0, 1, 0.35)).toBe(0);
  });

  test('says what it says to whoever copies its text', async () => {
    const text = textOf(await print(letter));
    expect(text).toContain(SENTENCE);
    expect(text).toContain('二〇二六年五月二十日');
    expect(text).toContain('第1页共1页');
  });

  test('is the same to the last byte each time it is printed', async () => {
    const first = hashOf(await print(letter));
    expect(
      hashOf(
        await createPapers({ fonts: await ensureFonts() }).pdf(letter, {
          mode: 'issued',
          tenant: 'daguokou',
        }),
      ),
    ).toBe(first);
    expect(hashOf(await print({ ...letter, lines: [{ text: SENTENCE.replace('三株', '四株') }] }))).not.toBe(
      first,
    );
  });

  test('carries the QR code of its own check address, readable square by square', async () => {
    const [page] = pictures(await print(letter), 300);
    if (!page) throw new Error('no page');
    const { modules } = QRCode.create(checkAddress(letter.checkUrl as string, 'daguokou', letter.hash), {
      errorCorrectionLevel: 'M',
    });
    // drawn 17 mm wide with a quiet zone of two squares, 28 mm from the left, at the foot of the page
    const unit = 17 / (modules.size + 4);
    const top = 297 - 35 + (14 * 25.4) / 72;
    let wrong = 0;
    for (let y = 0; y < modules.size; y += 1)
      for (let x = 0; x < modules.size; x += 1) {
        const spot = {
          x: (28 + (x + 2.3) * unit) / 210,
          y: (top + (y + 2.3) * unit) / 297,
          w: (0.4 * unit) / 210,
          h: (0.4 * unit) / 297,
        };
        if (page.share(spot, isInk) > 0.5 !== Boolean(modules.get(y, x))) wrong += 1;
      }
    expect(wrong).toBe(0);
  });

  test('keeps the last paragraph on the page of the seal, however the pages fall', async () => {
    for (let lines = 8; lines <= 24; lines += 4) {
      const long = {
        ...letter,
        lines: Array.from({ length: lines }, () => ({ text: SENTENCE.slice(0, 60) })),
      };
      const pages = pictures(await print(long), 30);
      expect(pages.filter((p) => p.share(WHOLE, isRed) > 0.003)).toHaveLength(1);
      const last = pages.at(-1);
      expect(last?.share({ x: 0.1, y: 0.08, w: 0.8, h: 0.09 }, isInk)).toBeGreaterThan(0.02);
    }
  });
});

test('a draft says so across the page, bears no seal and no code', async () => {
  const pdf = await print({ ...letter, number: null }, 'draft');
  const [page] = pictures(pdf, 50);
  expect(page?.share(WHOLE, isRed)).toBe(0);
  expect(page?.share({ x: 0.12, y: 0.9, w: 0.1, h: 0.07 }, isInk)).toBe(0);
  expect(textOf(pdf)).toContain('草稿');
});

test('a void paper keeps its seal and says 作废 across the page', async () => {
  const pdf = await print(letter, 'void');
  expect(pictures(pdf, 30)[0]?.share(WHOLE, isRed)).toBeGreaterThan(0.003);
  expect(textOf(pdf)).toContain('作废');
});

test('a character the font does not have is known before anything is printed', async () => {
  expect(await papers.missing('李𠮷示例')).toEqual(['𠮷']);
  expect(await papers.missing('朱镕基、喆、堃、赟、〔2026〕、㎡、“引号”、①')).toEqual([]);
});

test('a record has lines to sign at the foot of every page', async () => {
  const record: Paper = {
    ...letter,
    title: '询问笔录',
    layout: 'record',
    seal: 'OFFICER_SIGN',
    number: null,
    checkUrl: null,
    copies: null,
    everyPageSigned: ['被询问人', '执法人员'],
    lines: Array.from({ length: 30 }, (_, i) => ({ label: i % 2 ? '答' : '问', text: SENTENCE })),
  };
  const pdf = await print(record);
  const pages = pagesOf(pdf);
  expect(pages).toBeGreaterThan(2);
  expect(textOf(pdf).match(/被询问人签名：/g)).toHaveLength(pages);
});

test('a long decision runs over ten pages and more', async () => {
  const long = { ...letter, lines: Array.from({ length: 54 }, () => ({ text: SENTENCE })) };
  expect(pagesOf(await print(long))).toBeGreaterThanOrEqual(10);
});

test('Word holds the text to edit, without number or seal', async () => {
  const zip = new PizZip(await papers.docx({ ...letter, lines: [{ text: `${SENTENCE}<甲>&` }] }));
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  expect(xml).toContain('行政处罚决定书');
  expect(xml).toContain('&lt;甲&gt;&amp;');
  expect(xml).toContain('草稿');
  expect(xml).not.toContain(letter.number);
});

test('a dossier is one document: cover, contents with the right pages, papers in order', async () => {
  const second: Paper = {
    ...letter,
    title: '送达回证',
    layout: 'sheet',
    seal: 'NONE',
    number: null,
    checkUrl: null,
    copies: null,
  };
  const long: Paper = { ...letter, lines: Array.from({ length: 12 }, () => ({ text: SENTENCE })) };
  const { bytes, contents, pages } = await papers.dossier({
    tenant: 'daguokou',
    title: '示例当事人擅自采伐林木案',
    caseId: `C-${'0'.repeat(20)}`,
    cover: [{ label: '案号', text: '楚大综执罚决〔2026〕1号' }],
    papers: [
      { paper: long, mode: 'void' },
      { paper: second, mode: 'issued' },
      { paper: letter, mode: 'issued' },
    ],
    files: [{ name: '现场照片.jpg', sha256: 'cd'.repeat(32), size: 1000, event: '现场检查笔录' }],
    closing: ['本案卷共收文书 3 件。'],
    instant: '2026-07-01T00:00:00.000Z',
  });
  const lengths = [pagesOf(await print(long)), 1, 1];
  expect(contents.map((c) => c.page)).toEqual([1, 1 + (lengths[0] ?? 0), 2 + (lengths[0] ?? 0)]);
  expect(pages).toBe(2 + lengths.reduce((a, b) => a + b, 0) + 1);
  const text = textOf(bytes);
  expect(text).toContain('卷内文件目录');
  expect(text).toContain(`卷内第${contents[2]?.page}页`);
  expect(text).toContain('cd'.repeat(32));
});
