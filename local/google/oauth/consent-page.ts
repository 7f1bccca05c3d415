import type { AuthorizationRequest, Mistake } from './request.ts'
import { describeScope, isSignIn } from './scopes.ts'

/** The consent screen: a plain form that needs no script. Every parameter travels along and is checked again. */
export function consentPage(
  { scopes, loginHint }: AuthorizationRequest,
  accounts: { email: string; name: string }[],
  { action, params }: { action: string; params: URLSearchParams },
): string {
  const hinted = accounts.filter(({ email }) => email === loginHint)
  const offered = hinted.length > 0 ? hinted : accounts
  const carried = [...params].map(
    ([name, value]) => `<input type="hidden" name="${quoted(name)}" value="${quoted(value)}">`,
  )
  return page(
    'Sign in with Google',
    action,
    `<h1>Sign in with Google</h1>
<p>An application wants access to an account of this local Google.</p>
<form method="post" action="${quoted(action)}">
${carried.join('\n')}
<fieldset><legend>Choose an account</legend>
${offered.map(account).join('\n')}
</fieldset>
<fieldset><legend>Choose what it can access</legend>
${scopes.map(scopeBox).join('\n')}
</fieldset>
<p class="actions"><button name="decision" value="cancel" formnovalidate>Cancel</button>
<button name="decision" value="allow">Allow</button></p>
</form>`,
  )
}

export function mistakePage({ status, error, message }: Mistake, action: string): string {
  return page(
    'Access blocked',
    action,
    `<h1>Access blocked</h1>
<p>${quoted(message)}</p>
<p>Error ${status}: ${quoted(error)}</p>`,
  )
}

export const stylesheet = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 100svh; margin: 0 }
main { width: min(30rem, 100% - 2rem); padding-block: 2rem }
fieldset { border: 1px solid color-mix(in srgb, currentcolor 30%, transparent); border-radius: .5rem; margin: 1rem 0 }
label { display: flex; gap: .75rem; padding: .35rem 0; align-items: baseline }
small { display: block; opacity: .75; overflow-wrap: anywhere }
.actions { display: flex; justify-content: end; gap: .75rem }
button { font: inherit; padding: .5rem 1.25rem }
`

function account({ email, name }: { email: string; name: string }, index: number): string {
  const checked = index === 0 ? ' checked' : ''
  return `<label><input type="radio" name="account" value="${quoted(email)}" required${checked}>
<span>${quoted(name)} <small>${quoted(email)}</small></span></label>`
}

function scopeBox(scope: string): string {
  const fixed = isSignIn(scope) ? ' disabled' : ''
  return `<label><input type="checkbox" name="granted" value="${quoted(scope)}" checked${fixed}>
<span>${quoted(describeScope(scope))} <small>${quoted(scope)}</small></span></label>`
}

function page(title: string, action: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="${quoted(action)}/style.css"></head>
<body><main>
${body}
</main></body>
</html>
`
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
