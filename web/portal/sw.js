// The shell only, so that the portal opens without a network. API answers are never stored.
const CACHE = 'portal-shell-3'
const PATIENCE = 3000

/** What the page's own markup does not name. */
const LATER = ['/portal/', '/portal/locales/ar.json', '/portal/locales/en.json']

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin || !/^\/(portal|shared)\//.test(pathname)) return
  event.respondWith(freshOrKept(event.request, mode === 'navigate' ? '/portal/' : pathname))
})

async function keepShell() {
  const cache = await caches.open(CACHE)
  const page = await (await fetch('/portal/')).text()
  const named = [...page.matchAll(/(?:src|href)="(\/(?:portal|shared)\/[^"?]+)"/g)].map(([, address]) => address)
  await cache.addAll(new Set([...LATER, ...named]))
}

async function forgetOthers() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
}

/** The network first, so that all files are of one release. */
async function freshOrKept(request, name) {
  const cache = await caches.open(CACHE)
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok) await cache.put(name, answer.clone())
    return answer
  })
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  const first = await Promise.race([fresh, late]).catch(() => undefined)
  return first ?? (await cache.match(name)) ?? fresh.catch(() => Response.error())
}
