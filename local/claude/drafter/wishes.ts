import { fold } from './fold.ts'

/** What the professional asked of this draft; unknown wishes are left to the human who reads it. */
export function wishesIn(instruction: string, tone: string) {
  const folded = fold(instruction)
  const casual = /\b(informal|(less|not|nicht|weniger|moins|menos|meno) form)/
  return {
    shorter: /\b(short|brief|concise|kurz|knapp|court|bref|breve|corto|curto|kort|krac|kratk)/.test(folded),
    decline:
      /\b(declin|refus|reject|turn (it |this |them )?down|say no|ablehn|absag|rechaz|rifiut|recus|afwijz|odbi)/.test(
        folded,
      ),
    propose: /\b(propos|propon|propor|suggest|offer (a |some )?(time|call|meeting)|vorschl|voorstel|predl)/.test(
      folded,
    ),
    formal: [folded, fold(tone)].some((words) => /\bform(al|ell|el\b|eel)/.test(words) && !casual.test(words)),
  }
}
