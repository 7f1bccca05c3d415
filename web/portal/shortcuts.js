import { preferences } from './preferences.js'

/**
 * Single letters for those who never leave the keyboard. Not while typing, not inside a dialog, not with a modifier;
 * and they can be switched off (WCAG 2.1.4).
 *
 * @param {Record<string, (event: KeyboardEvent) => void>} actions by letter; `g w` is a sequence
 * @param {AbortSignal} signal
 */
export function shortcuts(actions, signal) {
  let before = ''
  let at = 0
  window.addEventListener('keydown', listen, { signal })

  /** @param {KeyboardEvent} event */
  function listen(event) {
    if (
      !preferences.shortcuts ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      event.defaultPrevented
    )
      return
    if (document.querySelector('dialog[open]') || typing(event.target)) return
    const key = letter(event)
    const sequence = before === 'g' && event.timeStamp - at < 1200 ? `g ${key}` : key
    before = key
    at = event.timeStamp
    const action = actions[sequence]
    if (!action || (event.repeat && key !== 'j' && key !== 'k')) return
    event.preventDefault()
    action(event)
  }
}

/** On an Arabic or Greek keyboard the letter is where it is on a Latin one. @param {KeyboardEvent} event */
function letter({ key, code }) {
  return key.length === 1 && key > '\u007f' && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key
}

/** @param {EventTarget | null} target */
function typing(target) {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    (target.matches('input, select, textarea') && !target.matches('[readonly], [type=checkbox]'))
  )
}
