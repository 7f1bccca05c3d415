/** Says something to a screen reader without moving anyone. @param {string} text */
export function announce(text) {
  const region = document.querySelector('#announcements')
  if (!region) return
  region.replaceChildren()
  // Two equal sentences in a row are read twice only when the region was empty in between.
  requestAnimationFrame(() => region.replaceChildren(text))
}
