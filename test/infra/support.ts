import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { system } from '../../infra/system.ts';

const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));

/** A folder that is gone when the tests are. */
export const scratch = mkdtempSync(join(tmpdir(), 'yizhi-cdk-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let apps = 0;

/** An app with the project's feature flags; functions are not bundled unless asked for. */
export function anApp(extra: Record<string, unknown> = {}): App {
  apps += 1;
  const app = new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [], ...extra },
    outdir: join(scratch, `out-${apps}`),
  });
  // Whether somebody has built the pages on this machine is no matter here.
  Validations.of(app).acknowledge({
    id: 'yizhi:web-not-built',
    reason: 'The tests look at the stacks, not the pages.',
  });
  return app;
}

/** The whole system. */
export function aSystem(extra: Record<string, unknown> = {}) {
  const app = anApp(extra);
  return { app, ...system(app) };
}

let built: ReturnType<typeof aSystem> | undefined;
/** The whole system as it is deployed where nothing is set, built once. */
export const theSystem = () => {
  built ??= aSystem();
  return built;
};

const templates = new WeakMap<Stack, Template>();
/** The template of a stack, read once. */
export function templateOf(stack: Stack): Template {
  const template = templates.get(stack) ?? Template.fromStack(stack);
  templates.set(stack, template);
  return template;
}

export type Resource = { Type: string; Properties: Record<string, unknown>; DependsOn?: string[] };
export const resources = (stack: Stack, type: string): Record<string, Resource> =>
  templateOf(stack).findResources(type) as Record<string, Resource>;

type Statement = {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, string | string[]>>;
};
export type Allowed = { action: string; on: string };

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** The statements of a function's own role. */
export const statementsOf = (stack: Stack, name: string): Statement[] =>
  Object.entries(resources(stack, 'AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(`${name}Role`))
    .flatMap(([, policy]) => (policy.Properties.PolicyDocument as { Statement: Statement[] }).Statement);

/** Every action a function's own role is allowed, with the resource as written in the template. */
export const rightsOf = (stack: Stack, name: string): Allowed[] =>
  statementsOf(stack, name)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) => list(Resource).map((on) => ({ action, on: JSON.stringify(on) }))),
    );

/** What a function may do to a table, without the `dynamodb:`. */
export const mayDo = (stack: Stack, name: string, table: string): string[] =>
  rightsOf(stack, name)
    .filter(({ action, on }) => action.startsWith('dynamodb:') && on.includes(`FnGetAtt${table}Table`))
    .map(({ action }) => action.replace('dynamodb:', ''))
    .sort();

/** The partitions a function is held to. */
export const partitionsOf = (stack: Stack, name: string): string[] =>
  statementsOf(stack, name).flatMap(({ Condition }) =>
    list(Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []),
  );
