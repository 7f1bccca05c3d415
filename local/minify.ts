import { readFile } from 'node:fs/promises'
import { transform } from 'esbuild'

/** A script of the web as it travels: without its comments and its long names. */
export async function minify(file: string): Promise<string> {
  const { code } = await transform(await readFile(file, 'utf8'), { minify: true, target: 'esnext', charset: 'utf8' })
  return code
}
