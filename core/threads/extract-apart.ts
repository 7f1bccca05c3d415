import type { Extracted, Kind } from './extract.ts'

const MOST_MS = 10_000
const MEMORY = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }

/** The program of the thread: it reads one file and says what it found. */
const PROGRAM = `
const { parentPort, workerData: { module, kind, content } } = require('node:worker_threads')
import(module).then(({ extract }) => extract(kind, content)).then((found) => parentPort.postMessage(found))`

/**
 * Reads a file in a thread of its own, with memory and time of its own: whatever a file does to its reader, the rest
 * goes on. Where there are no threads, as at the edge, it is read here.
 */
export async function extractApart(kind: Kind, content: Uint8Array): Promise<Extracted> {
  const { Worker } = await import('node:worker_threads')
  const { promise, resolve } = Promise.withResolvers<Extracted>()
  let worker: InstanceType<typeof Worker>
  try {
    // Beside this very module, and written in the same language.
    const module = import.meta.url.replace(/extract-apart(?=\.[jt]s$)/, 'extract')
    worker = new Worker(PROGRAM, { eval: true, workerData: { module, kind, content }, resourceLimits: MEMORY, env: {} })
  } catch {
    const { extract } = await import('./extract.ts')
    return extract(kind, content)
  }
  const timer = setTimeout(() => resolve({ status: 'failed', text: '' }), MOST_MS)
  worker.on('message', resolve)
  // Out of memory, or killed: what that file says will not be known.
  worker.on('error', () => resolve({ status: 'failed', text: '' }))
  worker.on('exit', () => resolve({ status: 'failed', text: '' }))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
