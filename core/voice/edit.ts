import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { type EditVoice, Voice } from './schema.ts'

/** From now on it is as a person has said it, whatever is measured; until they hand it back. */
export async function editVoice({ db }: PersonContext, id: string, changes: EditVoice): Promise<Voice> {
  const { greeting, sign_off, words, formality, phrases, edited_by_person } = changes
  const { data } = await db
    .rpc('edit_voice', {
      voice: id,
      ...(greeting !== undefined && { new_greeting: greeting }),
      ...(sign_off !== undefined && { new_sign_off: sign_off }),
      ...(words !== undefined && { new_words: words }),
      ...(formality !== undefined && { new_formality: formality }),
      ...(phrases && { new_phrases: phrases }),
      ...(edited_by_person !== undefined && { kept: edited_by_person }),
    })
    .throwOnError()
  if (!data[0]) throw new Refusal('not_found', 'There is no such voice')
  return Voice.parse(data[0])
}
