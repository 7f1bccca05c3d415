const MEMORY = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }

/** The program of the thread: it calls one verb of one module and says what came of it. */
const PROGRAM = `
const { parentPort, workerData: { module, verb, args } } = require('node:worker_threads')
import(module).then((loaded) => loaded[verb](...args)).then((found) => parentPort.postMessage({ found }))`

/** A module and a verb of it; `load` is the same import, written out for who bundles and for where there are no threads. */
type Verb<A extends unknown[], T> = {
  module: string
  verb: string
  load: () => Promise<(...args: A) => T | Promise<T>>
}

/**
 * Calls a verb in a thread of its own, with memory and time of its own: whatever its input does to it, the rest goes on.
 * Undefined when it has used up either. Where there are no threads, as at the edge, it is called here.
 */
export async function apart<A extends unknown[], T>(
  { module, verb, load }: Verb<A, T>,
  mostMs: number,
  ...args: A
): Promise<T | undefined> {
  const { Worker } = await import('node:worker_threads')
  const { promise, resolve } = Promise.withResolvers<T | undefined>()
  let worker: InstanceType<typeof Worker>
  try {
    worker = new Worker(PROGRAM, { eval: true, workerData: { module, verb, args }, resourceLimits: MEMORY, env: {} })
  } catch {
    return (await load())(...args)
  }
  const timer = setTimeout(() => resolve(undefined), mostMs)
  worker.on('message', ({ found }: { found: T }) => resolve(found))
  // Out of memory, or killed.
  worker.on('error', () => resolve(undefined))
  worker.on('exit', () => resolve(undefined))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
