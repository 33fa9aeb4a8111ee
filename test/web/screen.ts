/** What the stories of the web app share: the platform, a browser, and how a person fills in a form. */
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../../functions/local/running.ts';
import { ensureWebBuilt } from '../../functions/local/web-build.ts';
import { type App, startApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

export type Screen = {
  app: App;
  /** A window of its own, signed in through the sign-in page as a demo account. */
  signedIn: (account: string, viewport?: typeof DESKTOP) => Promise<Page>;
  /** What the browser complained about: a script the policy forbids would stand here. */
  complaints: string[];
  stop: () => Promise<void>;
};

/** The built web app on a fresh platform; the computer stands in another time zone than the township. */
export async function openScreen(): Promise<Screen> {
  await ensureWebBuilt(ROOT, () => undefined);
  const app = await startApp();
  const browser: Browser = await openBrowser().catch(async (error: unknown) => {
    await app.stop();
    throw error;
  });
  const complaints: string[] = [];
  return {
    app,
    complaints,
    async signedIn(account, viewport = DESKTOP) {
      const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Europe/London' });
      const page = await context.newPage();
      page.on('console', (line) => {
        if (line.text().includes('Content Security Policy')) complaints.push(line.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(app.local.url);
      await page.locator(`button[value="${account}"]`).click();
      await page.getByRole('heading', { name: '我的待办' }).waitFor();
      return page;
    },
    async stop() {
      await browser.close();
      await app.stop();
    },
  };
}

/** The input with a label; the first, where a group repeats it. */
export const field = (page: Page, label: string) => page.getByLabel(label).first();

/** Answers a question of choices. */
export const answer = (page: Page, question: string, words: string) =>
  page.getByRole('group', { name: question }).getByText(words, { exact: true }).click();

export async function day(page: Page, label: string, value: string): Promise<void> {
  await field(page, label).fill(value);
  await field(page, label).press('Enter');
}

/** Picks from a list that opens below its field. */
export async function pick(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-item-option', { hasText: words }).click();
  await page.keyboard.press('Escape');
}

/** Leaves a page wider than the window nowhere. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
