import { notYet } from './_http/not-yet.ts'

export default notYet('onboarding', 'the onboarding wizard')
