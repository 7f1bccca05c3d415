import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { root } from './house.ts'

const run = promisify(execFile)

type Answer = { status: number; body: { code?: string } }

/** The doors as a function builder makes them: JavaScript beside the packages, without a type left in it. */
export type Built = { load(door: string): Promise<Answer>; remove(): void }

/** Compiles every door and what it reaches, under the options of the repository. */
export function buildDoors(doors: string[]): Built {
  const cache = path.join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const directory = mkdtempSync(path.join(cache, 'doors-'))
  // Types are the business of another test; here they would only take time.
  const options = { ...repositoryOptions(), noEmit: false, noCheck: true, rootDir: root, outDir: directory }
  const program = ts.createProgram(
    doors.map((door) => path.join(root, 'api', `${door}.ts`)),
    options,
  )
  program.emit()
  writeFileSync(path.join(directory, 'package.json'), '{ "type": "module" }')

  return {
    load: (door) => answerOf(path.join(directory, 'api', `${door}.js`), door),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

function repositoryOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile)
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root).options
}

/** What the door answers where there is nothing, asked in a Node of its own that knows no TypeScript. */
async function answerOf(file: string, door: string): Promise<Answer> {
  const script = `
    const { default: door } = await import(${JSON.stringify(file)})
    const answer = await door.fetch(new Request('https://app.example/api/${door}/nothing/is/here'))
    console.log(JSON.stringify({ status: answer.status, body: await answer.json() }))`
  const { stdout } = await run(process.execPath, ['--no-strip-types', '--input-type=module', '--eval', script], {
    env: {},
  })
  return JSON.parse(stdout) as Answer
}
