import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const database = { globalSetup: 'tests/support/global-setup.ts' }

/** The corpora are large and live outside the repository: where they are absent, there is nothing to run. */
const corpora = process.env.CORPORA_DIR && existsSync(process.env.CORPORA_DIR) ? [project('corpora', database)] : []

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    silent: 'passed-only',
    setupFiles: ['tests/support/network-guard.ts'],
    testTimeout: 15_000,
    hookTimeout: 15_000,
    projects: [
      project('unit'),
      project('integration', database),
      project('laws', database),
      // They measure hundreds of cases: nobody is to wonder whether one hangs, and a busy machine is no fault.
      project('evals', { ...database, testTimeout: 120_000 }),
      project('database', database),
      // Browsers want both processors: they start when everything else is done. What a person would wait for, they do.
      project('browser', {
        ...database,
        testTimeout: 60_000,
        hookTimeout: 120_000,
        expect: { poll: { timeout: 10_000 } },
        sequence: { groupOrder: 1 },
      }),
      ...corpora,
      project('chaos'),
    ],
  },
})

type Options = {
  globalSetup?: string
  testTimeout?: number
  hookTimeout?: number
  sequence?: { groupOrder: number }
  expect?: { poll: { timeout: number } }
}

function project(name: string, options: Options = {}) {
  return { extends: true as const, test: { name, include: [`tests/${name}/**/*.test.ts`], ...options } }
}
