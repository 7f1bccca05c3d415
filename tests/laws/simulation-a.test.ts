import { simulate } from '../simulation/suite.ts'

await simulate(0, 2)
