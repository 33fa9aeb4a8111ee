import { defineConfig } from 'vitest/config';

/**
 * One project per kind of test. Projects of one group share its workers; groups run one after another, so that the heavy
 * ones (whole server, browser) never compete with the others for the two cores a build machine has.
 */
type Project = {
  name: string;
  include: string[];
  group: number;
  seconds: number;
  /**
   * Files share the process of their worker, so that modules, packs and what was checked are loaded once; a file that must
   * have a process of its own makes its project an isolated one.
   */
  isolate?: true;
  /** Made once before the first file. */
  setup?: string[];
  /** Run in every file before its tests. */
  each?: string[];
};

/** As many as a build machine has cores. */
const WORKERS = 2;
const PLATFORM = 'test/support/setup/platform.ts';
const SHOWING = 'test/support/setup/showing.ts';
const PAGES = 'test/support/setup/pages.ts';
const PROJECTS: Project[] = [
  { name: 'unit', include: ['test/unit/**', 'test/local/**'], group: 0, seconds: 60 },
  { name: 'packs', include: ['test/packs/**'], group: 0, seconds: 60 },
  { name: 'store', include: ['test/store/**'], group: 1, seconds: 60 },
  // the folder the stacks are built in goes when its file is done
  { name: 'infra', include: ['test/infra/**'], group: 1, seconds: 120, isolate: true },
  { name: 'flow', include: ['test/flow/**'], group: 2, seconds: 120, setup: [PLATFORM] },
  {
    name: 'web',
    include: ['test/web/**'],
    group: 3,
    seconds: 180,
    setup: [PLATFORM, PAGES],
    each: [SHOWING],
  },
];

export default defineConfig({
  test: {
    projects: PROJECTS.map(({ name, include, group, seconds, isolate = false, setup = [], each = [] }) => ({
      test: {
        name,
        include: include.map((folder) => `${folder}/*.test.{ts,tsx}`),
        environment: 'node',
        pool: 'forks',
        isolate,
        globalSetup: setup,
        setupFiles: each,
        maxWorkers: WORKERS,
        sequence: { groupOrder: group },
        testTimeout: seconds * 1000,
        hookTimeout: seconds * 1000,
      },
    })),
  },
});
