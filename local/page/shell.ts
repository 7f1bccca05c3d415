import { html } from 'hono/html'

export type Html = ReturnType<typeof html>

/** What was done, or why it was not. */
export type Said = { text: string; kind?: 'wrong' }

export function shell({ title, said, body }: { title: string; said?: Said | undefined; body: Html }): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/portal/icons/mark.svg">
<link rel="stylesheet" href="/shared/tokens.css">
<link rel="stylesheet" href="/shared/base.css">
<link rel="stylesheet" href="/shared/controls.css">
<link rel="stylesheet" href="/local/page.css">
<link rel="stylesheet" href="/local/lists.css">
<script type="module" src="/local/page.js"></script>
</head>
<body>
<div class="page">
<p id="said" class="callout ${said?.kind === 'wrong' ? 'danger' : ''}" role="status" ${said ? '' : 'hidden'}>${said?.text}</p>
<p id="lost" class="callout danger" role="alert" hidden>The local world does not answer. Is it still running?</p>
${body}
</div>
</body>
</html>
`
}
