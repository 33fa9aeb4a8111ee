import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FONT_FILES } from '../adapters/papers/fonts.ts';
import { ROOT } from './running.ts';

/** Where the fonts of papers lie: beside the bundles on AWS under the same name. */
export const FONT_FOLDER = join(ROOT, 'fonts');
const SOURCE = join(ROOT, 'node_modules/@expo-google-fonts/noto-serif-sc');
const WEIGHTS = { normal: '400Regular', bold: '700Bold' } as const;

/** Characters papers use that GBK does not have: boxes to tick, square metres, fractions. */
const MORE = '☐☑✓²³½–·•¥';

/** ASCII, every character of GBK (21 003 Chinese characters among them), and the few more. */
function characters(): string {
  const decoder = new TextDecoder('gbk', { fatal: true });
  const found = new Set(MORE);
  for (let code = 0x20; code < 0x7f; code += 1) found.add(String.fromCharCode(code));
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decodeOne(decoder, [lead, trail]);
      if (text !== null && !/[\ue000-\uf8ff]/.test(text)) found.add(text);
    }
  return [...found].join('');
}

function decodeOne(decoder: TextDecoder, bytes: number[]): string | null {
  try {
    const text = decoder.decode(new Uint8Array(bytes));
    return [...text].length === 1 ? text : null;
  } catch {
    return null;
  }
}

/** Cuts the fonts down, unless it was done before; two seconds, no network. Safe to run twice at once. */
export async function ensureFonts(folder = FONT_FOLDER): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [weight, name] of Object.entries(FONT_FILES)) {
    const target = join(folder, name);
    if (await stat(target).catch(() => null)) continue;
    const { default: subsetFont } = await import('subset-font');
    const cut = WEIGHTS[weight as keyof typeof WEIGHTS];
    const whole = await readFile(join(SOURCE, cut, `NotoSerifSC_${cut}.ttf`));
    const temporary = `${target}.${process.pid}.tmp`;
    await writeFile(temporary, await subsetFont(whole, characters(), { targetFormat: 'sfnt' }));
    await rename(temporary, target);
  }
  return folder;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensureFonts();
