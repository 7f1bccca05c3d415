// Keeps the page current without disturbing whoever is typing: looks for changes every two seconds and swaps only the
// parts marked data-live that differ. Forms marked data-quiet are sent without leaving the page.
const said = find('said')
const lost = find('lost')
/** @type {Map<string, string>} What the server last said of each part; a reader may have opened something in it since. */
const known = new Map()
let seen = ''
let again = false

document.documentElement.classList.add('scripted')
for (const part of parts(document)) known.set(part.id, part.outerHTML)
document.addEventListener('click', copy)
document.addEventListener('submit', sendQuietly)
document.addEventListener('visibilitychange', look)
setInterval(look, 2000)

async function look() {
  if (document.hidden) return
  try {
    const state = await (await fetch('/local/state.json')).text()
    lost.hidden = true
    tick(JSON.parse(state).now)
    const current = state.replace(/"now":"[^"]*"/, '')
    if (current === seen && !again) return
    // A push is listed a moment before it is answered, so the page is read once more after each change.
    again = current !== seen
    seen = current
    swap(await read(await fetch(location.href)))
  } catch {
    lost.hidden = false
  }
}

function tick(/** @type {string} */ now) {
  const date = new Date(now)
  const text = date.toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  for (const time of document.querySelectorAll('[data-now] time')) {
    if (time.textContent === text) continue
    time.textContent = text
    time.setAttribute('datetime', now)
  }
}

function swap(/** @type {Document} */ fresh) {
  for (const next of parts(fresh)) {
    const part = document.getElementById(next.id)
    if (!part || known.get(next.id) === next.outerHTML || isSelected(part)) continue
    known.set(next.id, next.outerHTML)
    const open = [...part.querySelectorAll('details[open]')].map(({ id }) => id)
    const focused = part.contains(document.activeElement) ? addressOf(document.activeElement) : undefined
    part.replaceWith(next)
    for (const id of open) document.getElementById(id)?.setAttribute('open', '')
    const heir = focused && next.querySelector(focused)
    if (heir instanceof HTMLElement) heir.focus({ preventScroll: true })
  }
}

async function sendQuietly(/** @type {SubmitEvent} */ event) {
  const form = /** @type {HTMLFormElement} */ (event.target)
  if (!('quiet' in form.dataset)) return
  event.preventDefault()
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter)
  button?.setAttribute('aria-disabled', 'true')
  try {
    const fields = [...new FormData(form, button)].map(([name, value]) => [name, String(value)])
    const address = button?.getAttribute('formaction') ?? form.action
    const fresh = await read(await fetch(address, { method: 'POST', body: new URLSearchParams(fields) }))
    const told = fresh.getElementById('said')
    if (told) {
      said.textContent = told.textContent
      said.className = told.className
      said.hidden = told.hidden
    }
    swap(fresh)
    await look()
  } catch {
    lost.hidden = false
  } finally {
    button?.removeAttribute('aria-disabled')
  }
}

async function copy(/** @type {MouseEvent} */ { target }) {
  const button = /** @type {HTMLElement} */ (target).closest('[data-copy]')
  if (!(button instanceof HTMLElement)) return
  await navigator.clipboard.writeText(button.dataset.copy ?? '')
  button.textContent = 'Copied'
}

async function read(/** @type {Response} */ response) {
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}

/** How to find the same control again in the new version of its part. */
function addressOf(/** @type {Element | null} */ element) {
  const details = element?.matches('summary') ? element.closest('details')?.id : undefined
  if (details) return `#${details} > summary`
  const attribute = ['id', 'href', 'data-copy'].find((name) => element?.hasAttribute(name))
  return attribute && `[${attribute}="${CSS.escape(element?.getAttribute(attribute) ?? '')}"]`
}

/** Somebody is about to copy from it: it is swapped when they are done. */
function isSelected(/** @type {Element} */ part) {
  const selection = getSelection()
  return selection?.type === 'Range' && selection.containsNode(part, true)
}

/** @returns {NodeListOf<HTMLElement>} */
function parts(/** @type {Document} */ page) {
  return page.querySelectorAll('[data-live]')
}

function find(/** @type {string} */ id) {
  const element = document.getElementById(id)
  if (!element) throw new Error(`Cannot find "${id}"`)
  return element
}
