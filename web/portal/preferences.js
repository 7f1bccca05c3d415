/** What a person has chosen on this device. Holds no mail and no name. */
export const preferences = {
  /** @returns {'en' | 'ar'} */
  get language() {
    return document.documentElement.lang === 'ar' ? 'ar' : 'en'
  },

  set language(language) {
    localStorage.setItem('language', language)
  },

  get languageChosen() {
    return localStorage.getItem('language') !== null
  },

  /** @returns {'auto' | 'light' | 'dark'} */
  get theme() {
    const theme = localStorage.getItem('theme')
    return theme === 'light' || theme === 'dark' ? theme : 'auto'
  },

  set theme(theme) {
    localStorage.setItem('theme', theme)
    if (theme === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  },

  get shortcuts() {
    return localStorage.getItem('shortcuts') !== 'off'
  },

  set shortcuts(on) {
    localStorage.setItem('shortcuts', on ? 'on' : 'off')
  },
}
