import type { Language } from '../language.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { hr } from './hr.ts'
import { it } from './it.ts'
import { nl } from './nl.ts'
import { pt } from './pt.ts'
import type { Phrases } from './wording.ts'

export const phrases: Record<Language, Phrases> = { en, de, fr, es, it, pt, nl, hr }
