// A classic script on purpose: theme and direction must stand before the first paint.
{
  const root = document.documentElement
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme

  const page = root.dataset.languages?.split(' ') ?? []
  const asked = localStorage.getItem('language') ?? navigator.language.slice(0, 2)
  if (page.includes(asked)) {
    root.lang = asked
    root.dir = asked === 'ar' ? 'rtl' : 'ltr'
  }
}
