import { notYet } from './_http/not-yet.ts'

export default notYet('billing', 'plans, subscriptions and invoices')
