import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Headless, without a sandbox (build machines run as root) and without calling home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser the tests use: `CHROMIUM`, or one of the usual places; null where there is none. */
export function findChromium(): string | null {
  const places = process.env.CHROMIUM ? [process.env.CHROMIUM] : USUAL_PLACES;
  return places.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let opened: Promise<Browser> | undefined;

/**
 * The browser of this process: one for all its test files, and it ends with the process. Whoever uses it opens
 * contexts and closes them.
 * @throws Error saying what to install, where no browser is found
 */
export function theBrowser(): Promise<Browser> {
  opened ??= openBrowser();
  return opened;
}

async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(MISSING_BROWSER);
  return chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
}

export const MISSING_BROWSER =
  '缺少浏览器：请安装 Chromium 和中文字体（Debian:apt-get install chromium fonts-noto-cjk），或用 CHROMIUM 指明其路径';
