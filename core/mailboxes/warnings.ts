import type { Enum } from '../context.ts'

type Warning = Enum<'attachment_warning'>

const STEERING = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g
const PROGRAMS = new Set(
  `ade adp apk app application appref-ms appx bat chm cmd com cpl dll dmg exe gadget hta inf ins iso jar js jse lnk mht
msc msi msix msp mst pif ps1 psm1 reg scf scr sct sh sys url vb vbe vbs vhd vhdx wsc wsf wsh xll`.split(/\s+/),
)
const ACTIVE = new Set('htm html svg xhtml shtml xht mhtml'.split(' '))
const DOCUMENTS = new Set('pdf doc docx xls xlsx ppt pptx odt ods txt csv rtf jpg jpeg png gif zip ics eml'.split(' '))
const MACROS = new Set('docm dotm xlsm xltm xlam xlsb pptm potm ppam sldm'.split(' '))
const RUNS = /^application\/x-(?:msdownload|executable|mach-binary|ms-shortcut|sh|iso9660-image)$/

/** A name as it really reads: nothing that turns its end around or hides in it. */
export const trueName = (name: string): string => name.replace(STEERING, '')

/** What somebody should know before they open a file: by its name, and by what its bytes say it is. */
export function warningsOf(name: string, sniffed: string): Warning[] {
  const [ending = '', before = ''] = trueName(name).toLowerCase().trim().split('.').slice(1).reverse()
  const kind = ending.trim()
  const runs = PROGRAMS.has(kind) || RUNS.test(sniffed)
  const acts = runs || ACTIVE.has(kind) || /html|svg/.test(sniffed)
  const found: Record<Warning, boolean> = {
    program: runs,
    disguised:
      (acts && DOCUMENTS.has(before.trim())) ||
      (DOCUMENTS.has(kind) && (RUNS.test(sniffed) || /html|svg/.test(sniffed))),
    hidden_name: trueName(name) !== name,
    macros: MACROS.has(kind),
  }
  return (Object.keys(found) as Warning[]).filter((warning) => found[warning])
}
