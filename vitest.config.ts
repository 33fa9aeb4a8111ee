import { defineConfig } from 'vitest/config';

/**
 * One project per kind of test. Groups run one after another, so that the heavy ones (engine, whole server, CDK,
 * browser) never compete for the two cores a build machine has.
 */
type Project = { name: string; include: string[]; group: number; seconds: number; workers: number };

const PROJECTS: Project[] = [
  { name: 'unit', include: ['test/unit/**', 'test/local/**'], group: 0, seconds: 60, workers: 2 },
  { name: 'packs', include: ['test/packs/**'], group: 1, seconds: 60, workers: 2 },
  { name: 'store', include: ['test/store/**'], group: 2, seconds: 60, workers: 1 },
  { name: 'flow', include: ['test/flow/**'], group: 3, seconds: 120, workers: 2 },
  { name: 'infra', include: ['test/infra/**'], group: 4, seconds: 120, workers: 1 },
  { name: 'web', include: ['test/web/**'], group: 5, seconds: 180, workers: 1 },
];

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: PROJECTS.map(({ name, include, group, seconds, workers }) => ({
      test: {
        name,
        include: include.map((folder) => `${folder}/*.test.{ts,tsx}`),
        environment: 'node',
        pool: 'forks',
        maxWorkers: workers,
        sequence: { groupOrder: group },
        testTimeout: seconds * 1000,
        hookTimeout: seconds * 1000,
      },
    })),
  },
});
