import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Node } from 'constructs';
import { z } from 'zod';
import { Tenant } from '../functions/contract/people.ts';

/** The project's root; paths in the context are taken from here. */
export const ROOT = resolve(import.meta.dirname, '..');
const TOWNSHIPS = 'functions/local/tenants.json';

/** A function that prints papers; `npm run bench -- papers` holds a ten-page one against it. */
export const PRINTING_MEMORY_MB = 2048;

/** What a deployment chooses at synthesis, from the context (`-c name=value`). */
export type Settings = {
  /** AWS China (cn-north-1, cn-northwest-1): no CloudFront default domain, no origin access control. */
  china: boolean;
  /** nodejs22.x where a region does not offer nodejs24.x yet. */
  runtime: 'nodejs24.x' | 'nodejs22.x';
  /** The site's own domain and its certificate; null for a trial on the distribution's default domain. */
  domain: { name: string; certificateArn: string } | null;
  /** The townships (乡镇) served; the first is shown when none is named. */
  townships: Tenant[];
};

/**
 * Reads and checks the settings.
 * @throws Error naming the context value and what would be right.
 */
export function readSettings(node: Node): Settings {
  const text = (name: string): string | undefined => {
    const value: unknown = node.tryGetContext(name);
    return value === undefined ? undefined : String(value);
  };
  return {
    china: oneOf('china', text('china') ?? 'false', ['true', 'false']) === 'true',
    runtime: oneOf('runtime', text('runtime') ?? 'nodejs24.x', ['nodejs24.x', 'nodejs22.x']),
    domain: domain(text('domain'), text('certificateArn')),
    townships: townships(text('townships') ?? TOWNSHIPS),
  };
}

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((a) => a === value);
  if (found === undefined)
    throw new Error(`上下文参数 ${name}=${value} 不正确，应为 ${allowed.join(' 或 ')}`);
  return found;
}

function domain(name: string | undefined, certificateArn: string | undefined): Settings['domain'] {
  if (name === undefined && certificateArn === undefined) return null;
  if (name === undefined || certificateArn === undefined)
    throw new Error('上下文参数 domain 与 certificateArn 须同时给出，或者都不给');
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name))
    throw new Error(`上下文参数 domain=${name} 不正确，应为小写域名，不带 https://`);
  return { name, certificateArn };
}

function townships(file: string): Tenant[] {
  const parsed = z
    .array(Tenant)
    .min(1)
    .safeParse(JSON.parse(readFileSync(resolve(ROOT, file), 'utf8')));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `/${issue.path.join('/')} ${issue.message}`);
  throw new Error(`上下文参数 townships=${file} 的内容不正确：${faults.join(';')}`);
}
