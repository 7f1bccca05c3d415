const WORKER = '/portal/sw.js'

/** Trusted Types guard this address too, so a policy vouches for this one and no other. */
export function registerWorker() {
  if (!('serviceWorker' in navigator)) return
  /** @type {{ createPolicy: (name: string, rules: object) => { createScriptURL: (url: string) => string } } | undefined} */
  const types = Reflect.get(window, 'trustedTypes')
  const policy = types?.createPolicy('worker', {
    createScriptURL(/** @type {string} */ url) {
      if (url !== WORKER) throw new Error(`Cannot trust "${url}" as a worker`)
      return url
    },
  })
  navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER, { scope: '/portal/' })
}
