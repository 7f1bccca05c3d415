// The shell only, so that the portal opens without a network. API answers are never stored.
const CACHE = 'portal-shell-1'
const PATIENCE = 3000

const SHELL = [
  '/portal/',
  '/portal/account/renew-session.js',
  '/portal/account/sign-in.js',
  '/portal/announce.js',
  '/portal/conversation/conversation-view.js',
  '/portal/conversation/conversation.css',
  '/portal/conversation/fold-quotes.js',
  '/portal/conversation/mail-frame.js',
  '/portal/conversation/message-view.js',
  '/portal/conversation/plain-text.js',
  '/portal/conversation/quoted-header.js',
  '/portal/desk-banners.js',
  '/portal/desk-head.js',
  '/portal/drafts/announce-decisions.js',
  '/portal/drafts/conflict.js',
  '/portal/drafts/decisions.js',
  '/portal/drafts/draft-callouts.js',
  '/portal/drafts/draft-card.js',
  '/portal/drafts/draft-envelope.js',
  '/portal/drafts/draft-queue.js',
  '/portal/drafts/draft-row.js',
  '/portal/drafts/draft-view.js',
  '/portal/drafts/draft.css',
  '/portal/drafts/queue.css',
  '/portal/drafts/queue.js',
  '/portal/drafts/undo-bar.js',
  '/portal/drafts/wording.js',
  '/portal/failure.js',
  '/portal/format.js',
  '/portal/icon.js',
  '/portal/icons/icon-192.png',
  '/portal/icons/icon-512.png',
  '/portal/icons/icon-maskable-512.png',
  '/portal/icons/mark.svg',
  '/portal/live.js',
  '/portal/locales/ar.json',
  '/portal/locales/en.json',
  '/portal/mail-desk.js',
  '/portal/mailboxes/connect-button.js',
  '/portal/mailboxes/connect-return.js',
  '/portal/mailboxes/connect-screen.js',
  '/portal/mailboxes/connect.js',
  '/portal/mailboxes/mailboxes.js',
  '/portal/manifest.webmanifest',
  '/portal/portal.css',
  '/portal/portal.js',
  '/portal/preferences.js',
  '/portal/register-worker.js',
  '/portal/route.js',
  '/portal/settings/dialog.js',
  '/portal/settings/help-dialog.js',
  '/portal/settings/mailbox-list.js',
  '/portal/settings/settings-dialog.js',
  '/portal/settings/settings.css',
  '/portal/shortcuts.js',
  '/portal/words.js',
  '/shared/api.js',
  '/shared/base.css',
  '/shared/early.js',
  '/shared/find.js',
  '/shared/html.js',
  '/shared/tokens.css',
]

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(SHELL)))
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  const name = mode === 'navigate' && pathname.startsWith('/portal') ? '/portal/' : pathname
  if (SHELL.includes(name)) event.respondWith(freshOrKept(event.request, name))
})

async function forgetOthers() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
}

/** The network first, so that all files are of one release; what is kept when it fails or dawdles. */
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
