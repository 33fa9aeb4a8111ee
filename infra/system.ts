import type { App } from 'aws-cdk-lib';
import { readSettings } from './settings.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { EventsStack } from './stacks/events.ts';
import { WebStack } from './stacks/web.ts';

/** The whole system, in the order it is deployed: what is kept, what projects and seeds it, what serves it, what shows it. */
export function system(app: App): { data: DataStack; events: EventsStack; api: ApiStack; web: WebStack } {
  const settings = readSettings(app.node);
  const stack = (about: string) => ({ settings, description: `一执 ${about}`, terminationProtection: true });
  const data = new DataStack(app, 'data', { ...stack('数据'), stackName: 'yizhi-data' });
  const events = new EventsStack(app, 'events', {
    ...stack('投影与初始发布'),
    stackName: 'yizhi-events',
    data,
  });
  const api = new ApiStack(app, 'api', { ...stack('接口'), stackName: 'yizhi-api', data });
  // Nothing is served before there is a live release to serve.
  api.addStackDependency(events);
  const web = new WebStack(app, 'web', { ...stack('网页'), stackName: 'yizhi-web', data, api });
  return { data, events, api, web };
}
