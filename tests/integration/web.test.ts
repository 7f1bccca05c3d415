import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { mountWeb } from '../../local/web.ts'
import { files, root } from '../support/house.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
mountWeb(world.app)
const published = files('web').map((file) => file.slice('web/'.length))

test('what is published is what was clicked through: each file, the scripts without their comments', async () => {
  await promisify(execFile)(process.execPath, [path.join(root, 'local/build-web.ts')])
  for (const file of published) {
    const built = readFileSync(path.join(root, 'dist', file))
    const served = Buffer.from(await (await fetch(`${world.url}/${file}`)).arrayBuffer())
    expect(served.equals(built), file).toBe(true)
    if (file.endsWith('.js')) expect(built.toString(), file).not.toMatch(/@import|@param/)
    if (file === 'portal/words.js') expect(built.toString()).toContain('with:{type:"json"}')
  }
})

test.each(['/portal/nothing.js', '/..%2f..%2flocal%2fboot.js', '/../local/boot.js', '/portal.js/'])(
  'there is nothing at %s',
  async (address) => {
    expect((await fetch(`${world.url}${address}`)).status).toBe(404)
  },
)
