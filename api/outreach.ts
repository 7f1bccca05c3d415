import { notYet } from './_http/not-yet.ts'

export default notYet('outreach', 'prospects and campaigns')
