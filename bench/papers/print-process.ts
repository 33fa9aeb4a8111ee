/** Prints ten pages in a process of its own and tells what they cost; `bare` is pdfmake with nothing but the text. */

import { pagesOf } from '../../functions/adapters/papers/dossier.ts';
import { FAMILY, openPress } from '../../functions/adapters/papers/fonts.ts';
import { createPapers } from '../../functions/adapters/papers/index.ts';
import type { Paper } from '../../functions/contract/case.ts';
import { FONT_FOLDER } from '../../functions/local/fonts.ts';

export type Printed = { firstMs: number; laterMs: number[]; pages: number; rssBytes: number };

const SENTENCE =
  '经查明，当事人于2026年5月12日在楚雄市大过口乡示例村林地内，未取得林木采伐许可证，擅自采伐云南松三株，折合立木蓄积零点八立方米。上述事实有现场检查（勘验）笔录、询问笔录、检尺记录和现场照片证明。';
const SENTENCES = 54;
const LATER = 5;

const decision: Paper = {
  template: 'DOC-27',
  templateHash: 'a'.repeat(64),
  title: '行政处罚决定书',
  number: '楚大综执罚决〔2026〕1号',
  seal: 'TOWN_GOV',
  layout: 'letter',
  authority: '楚雄市大过口乡人民政府',
  issuedAt: '2026-05-20T01:00:00.000Z',
  day: '2026-05-20',
  lines: Array.from({ length: SENTENCES }, () => ({ text: SENTENCE })),
  attachments: [],
  copies: null,
  everyPageSigned: [],
  checkUrl: 'https://zhifa.example/public/check',
  hash: 'ab'.repeat(32),
};

const bare = async () => {
  const press = await openPress(FONT_FOLDER);
  return () =>
    press.print({
      content: decision.lines.map(({ text }) => ({ text })),
      defaultStyle: { font: FAMILY, fontSize: 16, lineHeight: 1.5 },
      pageMargins: [79, 105, 74, 99],
    });
};
const whole = async () => {
  const papers = createPapers({ fonts: FONT_FOLDER });
  return () => papers.pdf(decision, { mode: 'issued', tenant: 'daguokou' });
};

const start = performance.now();
const print = await (process.argv[2] === 'bare' ? bare() : whole());
const pdf = await print();
const firstMs = performance.now() - start;
const laterMs: number[] = [];
for (let i = 0; i < LATER; i += 1) {
  const from = performance.now();
  await print();
  laterMs.push(performance.now() - from);
}
const printed: Printed = {
  firstMs,
  laterMs,
  pages: pagesOf(pdf),
  rssBytes: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(printed));
