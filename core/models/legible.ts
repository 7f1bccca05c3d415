/**
 * A text without characters that have no shape: a person does not see them, a model reads them. Tag characters spell
 * whole sentences (Unicode §23.9), bidirectional controls turn the order of words around, and zero-width characters hide
 * a word from every search. Joiners stay where a script or an emoji needs them.
 */
export const legible = (text: string): string =>
  text.replace(FLAG_OR_TAGS, keepFlag).replace(SHAPELESS, '').replace(LONE_JOINER, '')

/** 🏴󠁧󠁢󠁳󠁣󠁴󠁿 is written in tag characters. */
const FLAG_OR_TAGS = /(\u{1F3F4}[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]{3,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu
const keepFlag = (_: string, flag?: string) => flag ?? ''

const SHAPELESS =
  /\u00ad|\u034f|\u061c|[\u115f\u1160]|[\u17b4\u17b5]|\u180b|\u180c|\u180d|\u180e|\u180f|\u200b|\u200e|\u200f|[\u202a-\u202e]|[\u2060-\u206f]|\u3164|\ufeff|\uffa0|[\ufff9-\ufffb]|[\u{E0100}-\u{E01EF}]|[\u{1D173}-\u{1D17A}]/gu

/** Between two letters of an alphabet that never joins them, or beside nothing that could be joined. */
const LONE_JOINER =
  /(?<=^|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\s\p{P}])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\s\p{P}])/gu
