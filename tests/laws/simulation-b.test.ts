import { simulate } from '../simulation/suite.ts'

await simulate(1, 2)
