import { door } from './_http/door.ts'
import { notYet } from './_http/not-yet.ts'

export default door('support', notYet('tickets'))
