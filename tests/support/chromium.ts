import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

/** Where a Chromium is: named by CHROMIUM_PATH, installed on this machine, or downloaded by Playwright. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = environment
  if (CHROMIUM_PATH) return isProgram(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined
  const installed = NAMES.flatMap((name) => PATH.split(path.delimiter).map((folder) => path.join(folder, name)))
  return [...installed, ...MAC, chromium.executablePath()].find(isProgram)
}

/** Finds a Chromium or installs one. @throws {Error} saying what is missing and how to get it */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  if (process.env.CHROMIUM_PATH) throw new Error(`CHROMIUM_PATH is wrong: "${process.env.CHROMIUM_PATH}" does not run`)

  process.stderr.write('Installing Chromium for the browser tests; this happens once\n')
  const installed = (mayInstall() && installFromDebian() ? findChromium() : undefined) ?? installFromPlaywright()
  if (installed) return installed
  throw new Error(
    'The browser tests need Chromium and it could not be installed: install "chromium" or Google Chrome, or name one with CHROMIUM_PATH',
  )
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const mayInstall = () => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0

function installFromDebian(): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium')
}

function installFromPlaywright(): string | undefined {
  spawnSync('npx', ['playwright-core', 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  return findChromium()
}
