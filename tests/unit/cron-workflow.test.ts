import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseYaml } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { SCHEDULE } from '../../core/jobs/schedule.ts'
import { files, root } from '../support/house.ts'

type Step = { uses?: string; run?: string; env?: Record<string, string> }
type Job = { 'timeout-minutes'?: number; env?: Record<string, string>; steps: Step[] }
type Workflow = {
  on: { schedule: { cron: string }[]; workflow_dispatch: { inputs: { job: { options: string[] } } } }
  permissions: Record<string, string>
  jobs: Record<string, Job>
}

const workflows = new Map(files('.github/workflows').map((file) => [path.basename(file), read(file)]))
const cron = workflows.get('cron.yml')
const sweep = cron?.jobs.sweep

test('GitHub rings exactly the schedules there are', () => {
  const rung = cron?.on.schedule.map((schedule) => schedule.cron)
  expect(rung?.sort()).toEqual(
    Object.values(SCHEDULE)
      .map((scheduled) => scheduled.cron)
      .sort(),
  )
})

test('each schedule rings its own job, and no two share their minutes', () => {
  const jobs = JSON.parse(sweep?.env?.JOBS ?? '{}')
  expect(jobs).toEqual(Object.fromEntries(Object.entries(SCHEDULE).map(([name, scheduled]) => [scheduled.cron, name])))
  expect(Object.keys(jobs)).toHaveLength(Object.keys(SCHEDULE).length)
})

test('each job can also be rung by hand', () => {
  expect(cron?.on.workflow_dispatch.inputs.job.options.sort()).toEqual(Object.keys(SCHEDULE).sort())
})

test('ringing is a POST to the door, with the secret, tried again when it fails', () => {
  const [step] = sweep?.steps ?? []
  expect(step?.run).toContain('--request POST --oauth2-bearer "$CRON_SECRET" "$APP_URL/api/hooks/cron/$JOB"')
  expect(step?.run).toMatch(/--fail .*--retry 3/)
  expect(step?.env?.JOB).toBe('${' + '{ inputs.job || fromJSON(env.JOBS)[github.event.schedule] }}')
  expect(step?.env?.CRON_SECRET).toBe('${' + '{ secrets.CRON_SECRET }}')
})

test.each([...workflows])('%s may only read, ends in time, and says which major version it uses', (_name, workflow) => {
  expect(Object.entries(workflow.permissions).filter(([, right]) => right !== 'read')).toEqual([])
  for (const job of Object.values(workflow.jobs)) {
    expect(job['timeout-minutes']).toBeLessThanOrEqual(30)
    for (const { uses } of job.steps) expect(uses ?? '@v1').toMatch(/@v\d+$/)
  }
})

test('nothing that writes worse replies is deployed', () => {
  const steps = workflows.get('deploy.yml')?.jobs.deploy?.steps ?? []
  const at = (said: string) => steps.findIndex(({ run }) => run?.includes(said))
  const tried = steps[at('npm run replay')]?.run
  expect(tried).toContain('--against "$last"')
  // Ends with 1 where it is worse; only "too little to say", 2, lets it pass.
  expect(tried).toMatch(/npm run replay .* \|\| \[ \$\? -eq 2 \]\s*$/)
  expect(at('db push')).toBeLessThan(at('npm run replay'))
  expect(at('npm run replay')).toBeLessThan(at('vercel@latest deploy --prod'))
})

function read(file: string): Workflow {
  return parseYaml(readFileSync(path.join(root, file), 'utf8')) as Workflow
}
