import { cp, glob, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { minify } from './minify.ts'

const web = fileURLToPath(new URL('../web', import.meta.url))
const dist = fileURLToPath(new URL('../dist', import.meta.url))

// What Vercel publishes: the files of web/ at the same addresses, the scripts as local/web.ts serves them.
await rm(dist, { recursive: true, force: true })
await cp(web, dist, { recursive: true })
for await (const file of glob('**/*.js', { cwd: web })) {
  await writeFile(path.join(dist, file), await minify(path.join(web, file)))
}
