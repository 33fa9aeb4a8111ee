/** What the stories of the web app share: the platform, a browser, and how a person fills in a form. */
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { type App, type Client, startApp } from '../support/app.ts';
import { theBrowser } from '../support/browser.ts';
import type { Data } from '../support/scenario-forms.ts';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

export type Screen = {
  app: App;
  /** A window of its own, signed in through the sign-in page as a demo account, on a page. */
  signedIn: (account: string, path?: string, viewport?: typeof DESKTOP) => Promise<Page>;
  /** A window of somebody who does not sign in. */
  visiting: (path: string, viewport?: typeof DESKTOP) => Promise<Page>;
  /** What the browser complained about: a script the policy forbids would stand here. */
  complaints: string[];
  stop: () => Promise<void>;
};

const pages = new Set<Page>();

/** Every page now open, as a screen reader tells it: what somebody looks at first when a story went wrong. */
export const showing = (): Promise<string[]> =>
  Promise.all(
    [...pages].map(
      async (page) => `${page.url()}\n${await page.locator('body').ariaSnapshot().catch(String)}`,
    ),
  );

/**
 * The built web app on a fresh platform. The computer of the person stands in another time zone than the township, but at
 * the platform's time: what day it is must not depend on when the tests are run.
 */
export async function openScreen(): Promise<Screen> {
  const [app, browser] = await Promise.all([startApp(), theBrowser()]);
  const opened: BrowserContext[] = [];
  const complaints: string[] = [];
  const visiting: Screen['visiting'] = async (path, viewport = DESKTOP) => {
    const context = await browser.newContext({
      viewport,
      locale: 'zh-CN',
      timezoneId: 'Europe/London',
      // A dialog grows to its place, and a press that begins on its button may end beside it: no hand is that quick.
      reducedMotion: 'reduce',
    });
    opened.push(context);
    const page = await context.newPage();
    pages.add(page);
    page.on('close', () => pages.delete(page));
    await page.clock.setFixedTime(app.clock.now());
    page.on('console', (line) => {
      if (line.text().includes('Content Security Policy')) complaints.push(line.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${app.local.url}${path}`);
    return page;
  };
  return {
    app,
    complaints,
    visiting,
    async signedIn(account, path = '/', viewport = DESKTOP) {
      const page = await visiting(path, viewport);
      await page.locator(`button[value="${account}"]`).click();
      await page.waitForURL((url) => url.pathname === path.replace(/\?.*/, ''));
      // the address is there before the page: whoever looks for what should not be there must look at the page
      await page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first().waitFor();
      return page;
    },
    async stop() {
      await Promise.all(opened.map((context) => context.close()));
      await app.stop();
    },
  };
}

export const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });

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
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await page.locator('.ant-select-item-option:visible', { hasText: words }).click();
  await page.keyboard.press('Escape');
}

/** A long form as an officer filled it in before, taken up again from this browser. */
export async function keptAsDraft(
  page: Page,
  officer: Client,
  caseId: string,
  action: string,
  data: Data,
): Promise<void> {
  const form = await officer.ok<{ hash: string }>('staff.form', { params: { caseId, action } });
  const draft = { submissionId: crypto.randomUUID(), formHash: form.hash, data, touched: true };
  await page.evaluate(
    ([key, text]) => localStorage.setItem(key as string, text as string),
    [`yizhi.draft.officer.${caseId}.${action}`, JSON.stringify(draft)],
  );
  await page.reload();
  await page.getByText('已恢复上次没有提交的草稿').waitFor();
}

/** Leaves a page wider than the window nowhere. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
