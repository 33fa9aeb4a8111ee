import { ROLES } from '../../contract/ids.ts';
import type { Person } from '../../contract/people.ts';

const STYLE = `
  :root { color-scheme: light; font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
  body { margin: 0; background: #f3f5f8; color: #1f2733; line-height: 1.6; }
  main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.5rem; margin: 0.5rem 0; }
  h2 { font-size: 1.05rem; margin: 1.75rem 0 0.75rem; color: #44516a; }
  .notice { background: #fff7e0; border: 1px solid #e8c25a; border-radius: 8px; padding: 0.6rem 0.9rem; }
  .accounts { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 0.75rem;
    list-style: none; padding: 0; margin: 0; }
  button { width: 100%; height: 100%; min-height: 4.5rem; text-align: left; font: inherit; color: inherit; background: #fff;
    border: 1px solid #d4dae4; border-radius: 8px; padding: 0.7rem 0.9rem; cursor: pointer; }
  button:hover { border-color: #1554ad; }
  button:focus-visible { outline: 3px solid #1554ad; outline-offset: 2px; }
  strong { font-size: 1.05rem; }
  .title { color: #44516a; margin-left: 0.5rem; }
  .roles { display: block; font-size: 0.9rem; color: #1554ad; }
  code { color: #5b6880; font-size: 0.85rem; }
`;

/** A template whose every value is escaped; nothing else builds HTML here. */
function html(parts: TemplateStringsArray, ...values: (string | Markup)[]): Markup {
  return new Markup(parts.map((part, i) => part + text(values[i])).join(''));
}
class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
function text(value: string | Markup | undefined): string {
  if (value instanceof Markup) return value.source;
  return (value ?? '').replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 一执</title>
<style>${new Markup(STYLE)}</style>
</head>
<body><main>${body}</main></body>
</html>
`.source;
}

/** Every demo account as one button, grouped by office. No password: this page exists on the local machine alone. */
export function loginPage(action: string, people: readonly Person[]): string {
  const offices = Map.groupBy(people, (person) => person.orgName);
  const groups = [...offices].map(
    ([office, members]) =>
      html`<section><h2>${office}</h2><ul class="accounts">${list(members.map(account))}</ul></section>`,
  );
  return page(
    '登录',
    html`<h1>一执 · 乡镇综合行政执法平台</h1>
<p class="notice"><strong>本机演示登录。</strong>以下均为虚构的演示账号，点击即可登录，不需要密码；正式部署使用单位的统一身份认证。</p>
<form method="post" action="${action}">${list(groups)}</form>`,
  );
}

function account(person: Person): Markup {
  return html`<li><button type="submit" name="account" value="${person.id}">
<strong>${person.name}</strong><span class="title">${person.title}</span>
<span class="roles">${person.roles.map((role) => ROLES[role]).join('、')}</span>
<code>${person.id}</code>
</button></li>`;
}
const list = (items: Markup[]) => new Markup(items.map((item) => item.source).join('\n'));

/** The script that submits the sign-out form by itself; its hash stands in the page's content security policy. */
export const SIGN_OUT_SCRIPT = 'document.forms[0].submit();';

/** @param form markup of the provider: a form with its one-time secret */
export function signOutPage(form: string): string {
  const confirmed = form.replace('</form>', '<input type="hidden" name="logout" value="yes"></form>');
  return page(
    '退出登录',
    html`<h1>正在退出登录…</h1>${new Markup(confirmed)}
<noscript><button type="submit" form="op.logoutForm">退出登录</button></noscript>
<script>${new Markup(SIGN_OUT_SCRIPT)}</script>`,
  );
}

export function signedOutPage(): string {
  return page('已退出', html`<h1>已退出登录</h1><p><a href="/">返回首页</a></p>`);
}

/** @param code OAuth error code, for whoever is asked for help */
export function failurePage(code: string): string {
  return page(
    '登录未完成',
    html`<h1>登录未完成</h1><p>登录请求无效或已经过期，请返回首页重新登录。</p>
<p><a href="/">返回首页</a></p><p><code>${code}</code></p>`,
  );
}
