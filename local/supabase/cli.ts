import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Supabase's own command line against one of our databases: no Docker, no account, no telemetry, no trace in the home directory. */
export async function supabaseCli(databaseUrl: string, command: string[]): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), 'supabase-cli-'))
  const url = new URL(databaseUrl)
  url.protocol = 'postgresql:'
  url.searchParams.set('sslmode', 'disable')
  const env = {
    HOME: home,
    SUPABASE_HOME: home,
    DO_NOT_TRACK: '1',
    SUPABASE_TELEMETRY_DISABLED: '1',
    SUPABASE_NO_UPDATE_NOTIFIER: '1',
    NO_COLOR: '1',
  }
  try {
    const script = path.join(
      path.dirname(createRequire(import.meta.url).resolve('supabase/package.json')),
      'dist/supabase.js',
    )
    const args = [script, ...command, `--remote=${url.href}`, '--workdir', home, '--agent', 'no']
    const { stdout } = await execute(process.execPath, args, {
      env,
      cwd: home,
      maxBuffer: 64 * 1024 * 1024,
      timeout: 120_000,
    })
    return stdout
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new Error(`Cannot run "supabase ${command.slice(0, 2).join(' ')}": ${said || 'it said nothing'}`, { cause })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
