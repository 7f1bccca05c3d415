// The shell only, so that the portal opens without a network. API answers are never stored.
const CACHE = 'portal-shell-7'
const PATIENCE = 3000

const PAGES = [
  '/portal/',
  '/portal/account/',
  '/portal/mailboxes/',
  '/portal/knowledge/',
  '/portal/rules/',
  '/portal/voice/',
  '/portal/scorecard/',
]
/** What no page's markup names. */
const LATER = ['/portal/locales/ar.json', '/portal/locales/en.json']

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin || !/^\/(portal|shared)\//.test(pathname)) return
  event.respondWith(freshOrKept(event.request, pathname))
})

async function keepShell() {
  const cache = await caches.open(CACHE)
  const pages = await Promise.all(PAGES.map(async (page) => (await fetch(page)).text()))
  const named = pages.join().matchAll(/(?:src|href)="(\/(?:portal|shared)\/[^"?]+)"/g)
  await cache.addAll(new Set([...PAGES, ...LATER, ...[...named].map(([, address]) => address)]))
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
