/** The public portal in a real browser, on the whole platform. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScreen, overflow, PHONE, type Screen } from './screen.ts';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
});
afterAll(() => screen?.stop());

const open = (path: string): Promise<Page> => screen.visiting(path, PHONE);

describe('public portal', () => {
  it('lists all 235 matters without sign-in, each with its article and an honest badge', async () => {
    const page = await open('/public/matters');
    await page.getByText('共 235 项').waitFor();
    const lines = page.locator('.matters > li');
    expect(await lines.count()).toBe(235);
    const texts = await lines.allTextContents();
    expect(texts.filter((text) => !/《.+》.*第\d+条/.test(text))).toEqual([]);
    const unconfirmed = texts.filter((text) => text.includes('赋权未确认'));
    const statutory = texts.filter((text) => text.includes('FD-001') && text.includes('法定职权'));
    expect([unconfirmed.length, statutory.length]).toEqual([234, 1]);
    await page.close();
  });

  it('finds a matter by its law and by its field, and says so where nothing fits', async () => {
    const page = await open('/public/matters');
    await page.getByLabel('搜索').fill('森林法 林地');
    await page.getByRole('link', { name: '对擅自改变林地用途的处罚' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.matters > li').length < 20);
    await page.getByLabel('搜索').fill('');
    await page.getByLabel('领域').selectOption('水务');
    await page.getByText('共 20 项').waitFor();
    await page.getByLabel('搜索').fill('没有这样的事项');
    await page.getByText('没有符合条件的事项').waitFor();
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByText('共 235 项').waitFor();
    await page.close();
  });

  it('tells a matter’s sanctions in yuan, and every part of its empowerment that is not confirmed', async () => {
    const page = await open('/public/matters/LC-015');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const text = await page.getByRole('main').innerText();
    expect(text).toMatch(/对个人处200元以上3,000元以下罚款/);
    expect(text).toContain('《森林防火条例》');
    for (const label of ['赋权决定', '决定层级', '公布情况', '承接期间']) {
      expect(text).toMatch(new RegExp(`${label}\\s*未确认`));
    }
    await page.close();
  });

  it('shows the other township under the same address with its name, and nothing wider than a phone', async () => {
    const page = await open('/public');
    await page.getByText('大过口乡', { exact: true }).waitFor();
    await page.getByText('东华镇', { exact: true }).click();
    await page.getByRole('heading', { name: /^东华镇/ }).waitFor();
    expect(page.url()).toContain('tenant=donghua');
    for (const link of ['执法事项清单', '处罚决定公示']) {
      await page.getByRole('navigation').getByRole('link', { name: link }).click();
      await page.getByRole('heading', { level: 1, name: `东华镇${link}` }).waitFor();
      expect(await overflow(page), link).toBeLessThanOrEqual(0);
    }
    await page.getByText('东华镇还没有公开的处罚决定').waitFor();
    await page.close();
  });

  it('says in Chinese that a matter or decision is not there, and offers to try again when the network is down', async () => {
    const page = await open('/public/matters/ZZ-999');
    await page.getByText('现行清单中没有事项“ZZ-999”').waitFor();
    await page.route('**/api/public/decisions?**', (route) => route.abort());
    await page.getByRole('navigation').getByRole('link', { name: '处罚决定公示' }).click();
    await page.getByRole('alert').getByText('网络连接不上').waitFor();
    await page.unroute('**/api/public/decisions?**');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText('还没有公开的处罚决定').waitFor();
    await page.close();
  });
});

it('meets no script error and nothing the policy forbids', () => expect(screen.complaints).toEqual([]));
