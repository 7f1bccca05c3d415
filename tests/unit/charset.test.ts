import { expect, test } from 'vitest'
import { parseMessage } from '../../core/mailboxes/parse.ts'
import { rawMessage } from '../support/raw-message.ts'

const read = (raw: Uint8Array | string) => parseMessage(rawMessage(raw))
const latin = (hex: string) => Buffer.from(hex, 'hex').toString('latin1')
const mail = (type: string, body: string, head = '') =>
  `From: Ada <ada@quill.example>\r\n${head}${type && `Content-Type: ${type}\r\n`}\r\n${body}\r\n`

test('all of windows-1252 is read, its upper half above all', async () => {
  const bytes = Array.from({ length: 128 }, (_, at) => 0x80 + at).filter(
    (byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
  )
  const { plain } = await read(mail('text/plain; charset=windows-1252', `x${Buffer.from(bytes).toString('latin1')}x`))
  expect(plain.slice(1, 28)).toBe('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
  expect(plain.slice(-33, -1)).toBe('àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ'.padStart(33).slice(1))
})

test.each([
  ['windows-1252', '937374aefc6e94', '“st®ün”'],
  ['iso-8859-1', '937374fc6e94', '“stün”'],
  ['us-ascii', 'e974e9', 'été'],
  ['gb18030', 'c4e3bac3', '你好'],
  ['gb2312', 'c4e3bac3', '你好'],
  ['big5', 'a741a66e', '你好'],
  ['iso-2022-jp', '1b24422448242b1b2842', 'とか'],
  ['shift_jis', '93fa967b', '日本'],
  ['cp932', '93fa967b', '日本'],
  ['euc-kr', 'c7d1b1db', '한글'],
  ['ks_c_5601-1987', 'c7d1b1db', '한글'],
  ['koi8-r', 'd0d2c9d7c5d4', 'привет'],
  ['windows-1256', 'e3d1cdc8c7', 'مرحبا'],
  ['iso-8859-8-i', 'f9ece5ed', 'שלום'],
  ['utf-7', Buffer.from('caf+AOk- +- +2D3eAA-').toString('hex'), 'café + 😀'],
  ['unicode-1-1-utf-7', Buffer.from('Hi Mom -+Jjo--!').toString('hex'), 'Hi Mom -☺-!'],
  ['no-such-charset', 'e974e9', 'été'],
  ['utf-8', 'e974e9', 'été'],
  ['utf-8', 'c3a974c3a9', 'été'],
  ['iso-8859-1', 'c3a974c3a920e282ac', 'été €'],
  ['windows-1252', 'c3a9', 'é'],
])('text labelled %s as %s reads as it was meant', async (charset, hex, text) => {
  expect((await read(mail(`text/plain; charset=${charset}`, latin(hex)))).plain.replace(/\ufffd.*$/, '')).toBe(text)
  const html = mail(`text/html; charset="${charset}"`, `<p>${latin(hex)}</p>`)
  expect((await read(html)).plain.replace(/\ufffd.*$/, '')).toBe(text)
})

test('text without a label is UTF-8 where it can be, and western where it cannot', async () => {
  expect((await read(mail('', latin('c3a974c3a9')))).plain).toBe('été')
  expect((await read(mail('', latin('e974e9')))).plain).toBe('été')
  expect((await read(mail('text/plain', latin('e974e9')))).plain).toBe('été')
  expect((await read(mail('text/html', `<b>${latin('e974e9')}</b>`))).plain).toBe('été')
  const quoted = mail('text/plain', 'caf=E9', 'Content-Transfer-Encoding: quoted-printable\r\n')
  expect((await read(quoted)).plain).toBe('café')
  const parts = mail(
    'multipart/mixed; boundary=x',
    `--x\r\nContent-Type: text/plain\r\n\r\n${latin('e974e9')}\r\n--x--`,
  )
  expect((await read(parts)).plain).toBe('été')
})

test('one sign lost in a Japanese mail costs only itself', async () => {
  const { plain } = await read(mail('text/plain; charset=utf-8', `${latin('e697a5e69cac')} ${latin('e9')}`))
  expect(plain).toBe('日本 \ufffd')
})

test('French stays French: only what is well-formed UTF-8 through and through was misread', async () => {
  for (const text of ['Ã la carte, été', 'naïve Â', 'Ã©té déjà']) {
    const { plain } = await read(mail('text/plain; charset=iso-8859-1', Buffer.from(text, 'latin1').toString('latin1')))
    expect(plain).toBe(text)
  }
})

test('bare 8-bit header lines are read, as UTF-8 or as the mail is labelled', async () => {
  const bare = (hex: string, type: string) => read(mail(type, 'x', `Subject: ${latin(hex)}\r\n`))
  expect((await bare('c3a974c3a9', 'text/plain')).subject).toBe('été')
  expect((await bare('e974e9', 'text/plain')).subject).toBe('été')
  expect((await bare('d0d2c9d7c5d4', 'text/plain; charset=koi8-r')).subject).toBe('привет')
  const name = await read(`From: ${latin('c5736120')}<a@b.example>\r\nSubject: ${latin('f6')}\r\n\r\nx`)
  expect(name).toMatchObject({ from_name: 'Åsa', from_address: 'a@b.example', subject: 'ö' })
})

test('what is hidden in UTF-7 is sanitised like anything else', async () => {
  const { html } = await read(
    mail('text/html; charset=utf-7', '+ADw-script+AD4-alert(1)+ADw-/script+AD4-<p>+ADw-b onclick=x+AD4-hi'),
  )
  expect(html).toBe('<p><b>hi</b></p>')
})
