import { html } from '../shared/html.js'

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  check: 'M5 12.5l4.5 4.5L19 7',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5',
  undo: 'M8 5L4 9l4 4M4 9h10a5 5 0 010 10h-4',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4',
  help: 'M9 9a3 3 0 115 2.3c-1.2.9-2 1.5-2 2.7M12 17.5v.2',
  close: 'M6 6l12 12M18 6L6 18',
  clip: 'M18 11l-6.5 6.5a4 4 0 01-5.6-5.6L13 4.8a2.7 2.7 0 013.8 3.8l-6.9 6.9a1.3 1.3 0 01-1.9-1.9l6-6',
  mail: 'M3.5 6h17v12h-17zM4 7l8 6 8-6',
  offline: 'M4 4l16 16M8.5 15a5 5 0 017 0M5 11.500a10 10 0 013.5-2.200M19 11.500a10 10 0 00-6.5-2.900M12 18.500v.2',
  warning: 'M12 4.500l8.5 15h-17zM12 10v4.500M12 17v.2',
  clock: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 8v4.500l3 1.8',
  pen: 'M5 19l1-4L16 5l3 3L9 18z',
}

/** A line icon, mirrored where the script runs from right to left. @param {keyof typeof PATHS} name */
export function icon(name) {
  return html`<svg class="icon ${name}" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
    <path d="${PATHS[name]}" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" />
  </svg>`
}
