import { find } from '../../shared/html.js'
import { show } from '../entrance.js'
import { speak } from '../words.js'
import { signIn } from './sign-in.js'

await speak()
const to = destination()
const screen = find(document, '#welcome', HTMLElement)
find(screen, '.brand', HTMLElement).after(signIn(to.searchParams.has('sign-up'), () => location.replace(to)))
show(screen)
find(screen, 'input', HTMLInputElement).focus()

/** Where the way here began, as long as that is the portal. */
function destination() {
  const asked = new URL(new URLSearchParams(location.search).get('to') ?? '/portal/', location.origin)
  const ours = asked.origin === location.origin && asked.pathname.startsWith('/portal/')
  return ours ? asked : new URL('/portal/', location.origin)
}
