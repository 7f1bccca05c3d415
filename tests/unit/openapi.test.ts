import path from 'node:path'
import { lintFromString, loadConfig } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { openapi } from '../../api/_http/openapi.ts'
import type { Route } from '../../api/_http/route.ts'
import { files, root } from '../support/house.ts'

type Operation = {
  operationId: string
  summary: string
  parameters: { name: string; in: string }[]
  requestBody?: unknown
  security: Record<string, unknown>[]
}
type Description = { paths: Record<string, Record<string, Operation>> }

const description = (await openapi({ APP_URL: 'https://app.assistantai.test', COMMIT: 'test' })) as Description
const operations = Object.entries(description.paths).flatMap(([address, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${address}`, operation })),
)
const described = new Map(operations.map(({ route, operation }) => [route, operation]))
const doors = files('api').filter((file) => !file.startsWith('api/_'))
const routes = new Map((await Promise.all(doors.map(routesOf))).flat())

test('the description passes the recommended rules without a warning', async () => {
  expect(await lint(description)).toEqual([])
})

test('a description that breaks a rule is not passed', async () => {
  const paths = { '/api/x': { get: { summary: 'No answer, no id' } } }
  expect(await lint({ ...description, paths })).toEqual(
    expect.arrayContaining([expect.stringContaining('operation-operationId')]),
  )
})

test('every route of every door is described, and nothing else', () => {
  expect([...described.keys()].sort()).toEqual([...routes.keys()].sort())
})

test('what a route takes and whom it admits is described', () => {
  const schemes = { public: [], person: [{ session: [] }], machine: [{ bearer: [] }] }
  for (const [name, { access, body, summary }] of routes) {
    const operation = described.get(name)
    expect(operation?.security, name).toEqual(schemes[access])
    expect(operation?.summary, name).toBe(summary)
    expect(operation?.requestBody !== undefined, name).toBe(body !== undefined)
  }
})

test('every placeholder of an address is a described parameter', () => {
  for (const { route, operation } of operations) {
    const placeholders = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(
      placeholders,
    )
  }
})

async function routesOf(file: string): Promise<[string, Route][]> {
  const { default: door } = (await import(path.join(root, file))) as { default: { name: string; routes: Route[] } }
  expect(file).toBe(`api/${door.name}.ts`)
  return door.routes.map((route) => {
    const [method = '', address = ''] = route.path.split(' ')
    return [`${method} /api/${door.name}${address.replace(/\/$/, '').replace(/:(\w+)/g, '{$1}')}`, route]
  })
}

async function lint(document: object): Promise<string[]> {
  const config = await loadConfig({ configPath: path.join(root, 'redocly.yaml') })
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config })
  return problems.map(({ ruleId, severity, message, location }) => {
    return `${severity} ${ruleId}: ${message} at ${location.map(({ pointer }) => pointer).join(', ')}`
  })
}
