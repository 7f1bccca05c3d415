import { notYet } from './_http/not-yet.ts'

export default notYet('clients', "the operators' client list")
