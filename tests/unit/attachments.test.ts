import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sniff } from '../../core/mailboxes/sniff.ts'
import { trueName, warningsOf } from '../../core/mailboxes/warnings.ts'
import { decodeData } from '../../core/providers/gmail-attachments.ts'

test.each([
  ['255044462d312e37', 'application/pdf'],
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ffe0', 'image/jpeg'],
  ['504b030414', 'application/zip'],
  ['d0cf11e0a1b11ae1', 'application/x-ole-storage'],
  ['4d5a9000', 'application/x-msdownload'],
  ['7f454c46', 'application/x-executable'],
  ['5249464600000000574542505650', 'image/webp'],
  [Buffer.from('\n <!DOCTYPE html><p>').toString('hex'), 'text/html'],
  [Buffer.from('<?xml version="1.0"?>\n<svg xmlns=').toString('hex'), 'image/svg+xml'],
  [Buffer.from('#!/bin/sh').toString('hex'), 'application/x-sh'],
  [Buffer.from('Dear Ada').toString('hex'), ''],
  ['', ''],
])('bytes that begin with %s are "%s"', (hex, type) => expect(sniff(Buffer.from(hex, 'hex'))).toBe(type))

test.each([
  ['invoice.pdf', 'application/pdf', []],
  ['report.final.v2.docx', 'application/zip', []],
  ['archive.tar.gz', 'application/gzip', []],
  ['notes', '', []],
  ['setup.exe', 'application/x-msdownload', ['program']],
  ['invoice.pdf.exe', '', ['program', 'disguised']],
  ['invoice.pdf    .exe', '', ['program', 'disguised']],
  ['invoice\u202efdp.exe', '', ['program', 'hidden_name']],
  ['photo.jpg.html', 'text/html', ['disguised']],
  ['invoice.pdf', 'application/x-msdownload', ['program', 'disguised']],
  ['letter.docx', 'text/html', ['disguised']],
  ['list.xlsm', 'application/zip', ['macros']],
  ['in\u200bvoice.pdf', 'application/pdf', ['hidden_name']],
  ['PAGE.JS', '', ['program']],
  ['link.lnk', 'application/x-ms-shortcut', ['program']],
])('%s of kind "%s" is met with %j', (name, type, warnings) => expect(warningsOf(name, type)).toEqual(warnings))

test('a name reads as it really ends', () => {
  expect(trueName('invoice\u202efdp.exe')).toBe('invoicefdp.exe')
  expect(trueName('חשבונית.pdf')).toBe('חשבונית.pdf')
})

test('an attachment is decoded on its way, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), async (bytes, step) => {
      const data = Buffer.from(bytes).toString('base64url')
      const wire = Buffer.from(JSON.stringify({ size: bytes.length, data, attachmentId: 'ANGj' }, null, 2))
      expect(Buffer.from(await through(wire, step))).toEqual(Buffer.from(bytes))
    }),
    { numRuns: 200 },
  )
})

test('one that breaks off, or has none, is no file', async () => {
  await expect(through(Buffer.from('{"size": 9, "data": "AAAA'), 7)).rejects.toThrow('broke off')
  await expect(through(Buffer.from('{"error": {}}'), 7)).rejects.toThrow('broke off')
  await expect(through(Buffer.alloc(20_000, ' '), 5000)).rejects.toThrow('without data')
})

function through(wire: Buffer, step: number): Promise<ArrayBuffer> {
  const pieces = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < wire.length; at += step) controller.enqueue(wire.subarray(at, at + step))
      controller.close()
    },
  })
  return new Response(pieces.pipeThrough(decodeData())).arrayBuffer()
}
