import { notYet } from './_http/not-yet.ts'

export default notYet('knowledge', 'knowledge, voice and rules')
