import { expect, test } from 'vitest'
import { fileTypeOf } from '../../core/drafts/file-type.ts'
import { isSameLetter } from '../../core/drafts/same-letter.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['plan.pdf', '%PDF-1.7', 'application/pdf'],
  ['scan.pdf', '\xff\xd8\xff\xe0', 'image/jpeg'],
  ['deed.docx', 'PK\x03\x04', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['all.zip', 'PK\x03\x04', 'application/zip'],
  ['figures.csv', 'a;b\n1;2\n', 'text/csv'],
  ['page.html', '<script>alert(1)</script>', 'text/plain'],
  ['letter', 'Gr\xc3\xbc\xc3\x9fe', 'text/plain'],
  ['letter.txt', 'Gr\xfc\xdfe', 'application/octet-stream'],
])('"%s" is what it holds, whatever it is called', (name, content, type) => {
  expect(fileTypeOf(name, bytes(content))).toBe(type)
})

test.each([
  ['invoice.pdf', 'MZ\x90\x00'],
  ['photo.jpg', '\x7fELF\x02'],
  ['notes.txt', '#!/bin/sh\nrm -rf ~'],
  ['app', '\xcf\xfa\xed\xfe'],
  ['invoice.pdf.exe', '%PDF-1.7'],
  ['SETUP.MSI ', 'anything'],
  ['macro.vbs', 'x'],
  ['shortcut.lnk', 'x'],
  ['folder.iso', 'x'],
])('"%s" is a program, and is not sent', (name, content) => {
  expect(fileTypeOf(name, bytes(content))).toBeUndefined()
})

const letter = (more = '', body = 'Gladly.\r\n') =>
  bytes(
    `From: Ada <ada@quill.example>\r\nTo: ben@sorrel.example, cleo@elsewhere.example\r\n${more}Subject: Re: Plan\r\n\r\n${body}`,
  )

test.each([
  ['headers nobody reads', letter('X-Mailer: Other\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n')],
  ['line ends', letter('', 'Gladly.\n\n')],
  ['transfer encodings', letter('Content-Transfer-Encoding: base64\r\n', 'R2xhZGx5Lgo=')],
  ['folded headers', letter('References: <a@b.example>\r\n <c@d.example>\r\n')],
])('%s make no other letter of it', async (_what, other) => {
  expect(await isSameLetter(letter(), other)).toBe(true)
})
