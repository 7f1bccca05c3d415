import { fold } from './fold.ts'

/** The sentences of a text, hard-wrapped lines joined, in order. */
export function sentences(text: string): string[] {
  // A link's own punctuation would end the sentence early; `hasLink` knows the mark.
  const unlinked = text.replaceAll(/\b(https?:|www\.|javascript:|mailto:)\S+/gi, '‹link›')
  return lines(unlinked).flatMap((line) => {
    const parts: string[] = []
    for (const { segment } of segmenter.segment(line)) {
      const previous = parts.at(-1)
      if (previous !== undefined && abbreviated.test(fold(previous))) parts[parts.length - 1] = previous + segment
      else parts.push(segment)
    }
    return parts.map((part) => part.trim()).filter(Boolean)
  })
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

const abbreviated =
  /(^|[\s(])(dr|mr|mrs|ms|prof|st|nr|no|art|abs|z\.\s?b|u\.\s?a|d\.\s?h|bzw|ca|approx|e\.g|i\.e|p\.\s?ej|sr|sra|sig|dott|avv|av|hr|fr|tel|inkl|incl|resp|ing|mag|gosp|npr|tzv|br|\d{1,2})\.\s*$/

// A line broken by a mail client is long and ends without punctuation; a list item or a heading is not.
function lines(text: string): string[] {
  const joined: string[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    const previous = joined.at(-1)
    const wrapped = previous !== undefined && previous.length >= 45 && !/[.?!:;]["”»)]?$/.test(previous)
    if (line && wrapped && !/^([-*•]|\d+[.)])\s/.test(line)) joined[joined.length - 1] = `${previous} ${line}`
    else joined.push(line)
  }
  return joined.filter(Boolean)
}
