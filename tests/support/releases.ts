import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { parseYaml } from '@redocly/openapi-core'
import { root } from './house.ts'

const run = promisify(execFile)
const STEP = 'Refuse rewritten migrations'
const author = ['-c', 'user.name=Releases', '-c', 'user.email=releases@example.test', '-c', 'commit.gpgsign=false']

/** A repository that makes releases, and the step of the deploy workflow that looks at its migrations. */
export async function releases() {
  const directory = mkdtempSync(path.join(tmpdir(), 'releases-'))
  const git = (...args: string[]) => run('git', [...author, ...args], { cwd: directory })
  const migrations = path.join(directory, 'supabase/migrations')
  mkdirSync(migrations, { recursive: true })
  await git('init', '--quiet')
  await git('commit', '--quiet', '--allow-empty', '--message', 'begin')

  return {
    release: async (tag: string, files: Record<string, string>) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(path.join(migrations, name), text)
      await git('add', '.')
      await git('commit', '--quiet', '--message', tag)
      await git('tag', tag)
    },
    check: async () => {
      const ended = await run('bash', ['-e', '-c', stepOf('deploy.yml')], { cwd: directory }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => error,
      )
      return { code: ended.code, said: ended.stdout }
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

function stepOf(workflow: string): string {
  const text = readFileSync(path.join(root, '.github/workflows', workflow), 'utf8')
  const { jobs } = parseYaml(text) as { jobs: Record<string, { steps: { name?: string; run?: string }[] }> }
  const script = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .find(({ name }) => name === STEP)?.run
  if (!script) throw new Error(`Cannot find the step "${STEP}" in "${workflow}"`)
  return script
}
