/** Operations of WebCrypto run on threads of their own; nobody has come to rest while one is under way. */
let ciphering = 0

const TURNS = 8

/** Resolves when nothing in this process will go on by itself: everybody waits for the stage, or is done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    if (ciphering > 0) turn = -1
  }
}

type Operation = (this: SubtleCrypto, ...args: unknown[]) => Promise<unknown>

/** Lets `settled` know of every operation. */
export function watchCrypto(): void {
  const prototype = SubtleCrypto.prototype as unknown as Record<string, Operation>
  for (const name of ['encrypt', 'decrypt', 'digest', 'sign', 'verify', 'importKey', 'exportKey', 'generateKey']) {
    const operate = prototype[name]
    if (!operate) throw new Error(`WebCrypto has no "${name}"`)
    prototype[name] = function (this: SubtleCrypto, ...args) {
      ciphering += 1
      return operate.apply(this, args).finally(() => {
        ciphering -= 1
      })
    }
  }
}
