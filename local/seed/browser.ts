/** A browser without a screen: keeps cookies, follows nothing, so that seeding walks through the same doors as people. */
export type Visitor = {
  go(address: string, init?: RequestInit): Promise<Response>
  get(address: string): Promise<Response>
  post(address: string, json: unknown): Promise<Response>
  submit(address: string, form: URLSearchParams): Promise<Response>
}

export function visitor(origin: string): Visitor {
  const cookies = new Map<string, string>()

  const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('origin', origin)
    const response = await fetch(new URL(address, origin), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value && !/max-age=0/i.test(line)) cookies.set(name, value)
      else cookies.delete(name)
    }
    return response
  }

  return {
    go,
    get: (address) => go(address),
    post: (address, json) =>
      go(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) }),
    submit: (address, form) => go(address, { method: 'POST', body: form }),
  }
}
