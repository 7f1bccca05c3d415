import { Health, health } from '../core/insights/health.ts'
import { door } from './_http/door.ts'
import { route } from './_http/route.ts'

export default door('insights', [
  route({
    path: 'GET /health',
    summary: 'Whether the installation is up, and which commit it runs',
    access: 'public',
    answer: Health,
    run: (context) => health(context),
  }),
  route({
    path: 'GET /openapi.json',
    summary: 'This description of the API (OpenAPI 3.1)',
    access: 'public',
    run: async (context, { http }) => {
      const { openapi } = await import('./_http/openapi.ts')
      return http.json(await openapi(context.env))
    },
  }),
])
