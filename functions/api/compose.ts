import type { Deps } from '../usecases/deps.ts';

let configured: Promise<Deps> | undefined;

/** Hand the handlers of this process their dependencies; the local server and tests do. */
export function configure(deps: Deps): void {
  configured = Promise.resolve(deps);
}

/** The process's dependencies; on Lambda they are built from the environment at the first call. */
export function dependencies(): Promise<Deps> {
  configured ??= import('./aws.ts').then(({ fromEnvironment }) => fromEnvironment());
  return configured;
}
