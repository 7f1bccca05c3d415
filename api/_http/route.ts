import type { Context as HonoContext } from 'hono'
import type * as z from 'zod'
import type { Context, PersonContext } from '../../core/context.ts'

/** `stopping` lets a server that shuts down end the work its answers left behind. */
export type Environment = { Bindings: { stopping?: AbortSignal }; Variables: { requestId: string } }
export type HttpContext = HonoContext<Environment>

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

/** What a route's verb is given: everything already authenticated and validated. */
export type Input<P, Q, B> = { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B>; http: HttpContext }

/** Who may call: anybody, a signed-in person, or a machine that proves itself to the verb. */
export type Access = 'public' | 'person' | 'machine'

/** One route, described well enough to run it, to document it and to test it. */
export type Route = {
  path: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`
  summary: string
  access: Access
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** The `data` of the envelope; absent where the answer is not JSON: a redirect, a file, a page. */
  answer?: z.ZodType
  status?: 200 | 201 | 202
  /** How large a request may be, where it carries a file; a megabyte otherwise. */
  mostBytes?: number
  /** Where a browser is sent that a person looks at: no failure of this route is shown as JSON. */
  failed?(error: unknown, http: HttpContext): Response
  run(context: Context, input: Input<z.ZodType, z.ZodType, z.ZodType>): Promise<unknown>
}

type Described<A extends Access, P, Q, B, R> = Omit<
  Route,
  'access' | 'params' | 'query' | 'body' | 'answer' | 'run'
> & {
  access: A
  params?: P
  query?: Q
  body?: B
  answer?: R
  run(
    context: A extends 'person' ? PersonContext : Context,
    input: Input<P, Q, B>,
  ): Promise<R extends z.ZodType ? z.input<R> | Response : Response>
}

/** Ties the schemas of a route to the types its verb sees. */
export function route<
  A extends Access,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(described: Described<A, P, Q, B, R>): Route {
  return described as unknown as Route
}
