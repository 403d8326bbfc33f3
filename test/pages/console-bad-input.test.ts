import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteOfficer } from '../../src/desk/accounts.ts';
import type { DeskLanguage } from '../../src/pages/console/language.tsx';
import { type BusyDesk, openBusyDesk } from './busy-desk.ts';
import { FORMS, type Form, shapeOf, type Who } from './desk-forms.ts';
import { chineseIn, type ReadElement, readHtml } from './html-reader.ts';

/** No field of ours expects any of these. */
const BAD: Readonly<Record<string, string>> = {
  empty: '',
  blank: ' \t\r\n ',
  'far too long': 'x'.repeat(100_000),
  'no word': '-1e999',
  'an inherited name': '__proto__',
  'control characters': 'a\u0000b\u0007c\u001b[31m\u007fd',
  'a lone surrogate': 'a\ud800b',
  'not in order': '\u202eabc\u200b\ufeff',
  HTML: '</textarea><script>alert(1)</script>"\'&amp;',
  SQL: "'; drop table cases; --",
  'many lines': 'a\n'.repeat(3000),
};
const FORM = 'application/x-www-form-urlencoded';

let under: BusyDesk;
let invitation: string;
let sent = 0;
beforeAll(async () => {
  under = await openBusyDesk();
  invitation = await inviteOfficer(under.deps, under.admin.id, 'officer');
});
afterAll(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const formOf = (route: string): Form => (FORMS[route] as (desk: BusyDesk, invitation: string) => Form)(under, invitation);
/** As a browser writes a form; what is no text of Unicode as no browser would. */
function encoded(fields: Readonly<Record<string, string>>): string {
  const percent = (text: string): string =>
    [...text].map((one) => (/^[\ud800-\udfff]$/.test(one) ? '%ED%A0%80' : encodeURIComponent(one))).join('');
  return Object.entries(fields)
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .join('&');
}

/** Some of the forms change whose the case is, which each of them takes for granted. */
async function putBack(): Promise<void> {
  const { cases, wang, callBack } = under;
  await under.database.query.updateTable('cases').set({ status: 'claimed', owner_id: wang.id }).where('id', '=', cases.mine).execute();
  await under.database.query.updateTable('call_backs').set({ done_at: null, attempts: 0 }).where('id', '=', callBack).execute();
}

async function post(path: string, who: Who, body: string | Uint8Array, language: DeskLanguage, type = FORM): Promise<Response> {
  await putBack();
  const session = who === 'nobody' ? '' : (under[who].cookie.split(';')[0] ?? '');
  return under.post(path, body, {
    origin: 'http://localhost',
    host: 'localhost',
    accept: 'text/html',
    'x-test-address': `client-${++sent}`,
    cookie: `${session}; language=${language}`,
    'content-type': type,
  });
}

const CHINESE = /\p{Script=Han}/u;
const isSaying = ({ attributes, parent }: ReadElement): boolean =>
  attributes.role === 'alert' || attributes.class === 'problem' || parent?.attributes.class === 'gate';

/** Never a failure of ours; whatever is refused is said in the language of the desk. */
async function expectSound(answer: Promise<Response>, language: DeskLanguage): Promise<{ status: number; html: string }> {
  const response = await answer;
  const html = await response.text();
  expect(under.failures.splice(0)).toEqual([]);
  expect([200, 204, 303, 400, 401, 403, 404, 409, 413, 422, 429]).toContain(response.status);
  if (response.status < 400) return { status: response.status, html };
  const said = readHtml(html)
    .elements.filter(isSaying)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '');
  expect(said).not.toEqual([]);
  if (language === 'en') expect(chineseIn(html)).toEqual([]);
  else expect(said.some((text) => CHINESE.test(text))).toBe(true);
  return { status: response.status, html };
}

/** As the desk keeps a text: lines end with LF, without blanks around and characters that no screen shows. */
function kept(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .trim()
  );
}

/** Somewhere on the page stands what was typed, to be changed or at least copied. */
function expectKept(html: string, { typed = [] }: Form, fields: Readonly<Record<string, string>>): void {
  const { elements } = readHtml(html);
  const shown = elements.flatMap(({ tag, text, attributes }) =>
    tag === 'textarea' ? [text] : tag === 'input' ? [attributes.value ?? ''] : [],
  );
  for (const name of typed) {
    const text = kept(fields[name] ?? '').replace(/\ud800|\ufffd/g, '');
    const found = shown.some((one) =>
      kept(one)
        .replace(/\ufffd/g, '')
        .includes(text),
    );
    if (text !== '') expect([name, text.slice(0, 50), found]).toEqual([name, text.slice(0, 50), true]);
  }
}

/** The problems that are read out with the fields of this form, by the fields' names. */
function problemsOf(html: string, path: string): Readonly<Record<string, string>> {
  const { elements } = readHtml(html);
  const isIn = (one: ReadElement | null): boolean => one !== null && (one.attributes.action === path || isIn(one.parent));
  const byId = new Map(elements.map((one) => [one.attributes.id ?? '', one]));
  const problems: Record<string, string> = {};
  for (const one of elements.filter(isIn)) {
    const around = one.parent?.parent;
    const by = one.attributes['aria-describedby'] ?? (around?.tag === 'fieldset' ? around.attributes['aria-describedby'] : undefined);
    const described = (by ?? '').split(' ').map((id) => byId.get(id));
    const said = described
      .filter((beside) => beside?.attributes.class?.split(' ').includes('problem'))
      .map((beside) => beside?.text.trim());
    const text = said.filter(Boolean).join(' ');
    if (one.attributes.name && text !== '') problems[one.attributes.name] = text;
  }
  return problems;
}

const languages: readonly DeskLanguage[] = ['zh-CN', 'en'];

describe('a form that is badly filled in', () => {
  it('has a line here, whichever it is', () => {
    const registered = under.app.routes
      .filter(({ path, method }) => path.startsWith('/console') && method === 'POST')
      .map(({ path }) => path);
    expect([...new Set(registered)].sort()).toEqual(Object.keys(FORMS).sort());
  });

  it.each(Object.keys(FORMS))('%s answers plainly whatever stands in it', async (route) => {
    const form = formOf(route);
    const names = Object.keys(form.fields);
    const one = (name: string, value: string) => ({ ...form.fields, [name]: value });
    const tries = Object.values(BAD).flatMap((value) => [
      Object.fromEntries([...names, ...(form.typed ?? [])].map((name) => [name, value])),
      ...names.map((name) => one(name, value)),
    ]);
    tries.push({}, { nothing: 'of ours' }, { ...form.fields, __proto__x: 'y', constructor: 'z' });
    for (const [index, fields] of tries.entries()) {
      const language = languages[index % 2] ?? 'en';
      const { status, html } = await expectSound(post(form.path, form.who, encoded(fields), language), language);
      if (status === 409 || status === 422) expectKept(html, form, fields);
    }
  });

  it.each(Object.keys(FORMS))('%s answers plainly to what is no form of its own', async (route) => {
    const { path, who, fields } = formOf(route);
    const part = (name: string, value: string, file: boolean): string =>
      `--cut\r\ncontent-disposition: form-data; name="${name}"${file ? '; filename="x.bin"\r\ncontent-type: application/octet-stream' : ''}\r\n\r\n${value}\r\n`;
    const files = Object.entries(fields).map(([name, value]) => part(name, value, true));
    const twice = Object.entries(fields).flatMap(([name, value]) => [part(name, value, false), part(`${name}[]`, value, false)]);
    const bodies: readonly (readonly [string, string | Uint8Array])[] = [
      ['multipart/form-data; boundary=cut', `${files.join('')}--cut--\r\n`],
      ['multipart/form-data; boundary=cut', `${[...twice, ...files].join('')}--cut--\r\n`],
      ['multipart/form-data; boundary=cut', 'no parts at all'],
      ['multipart/form-data', 'no boundary'],
      [FORM, '%zz=%&=&&%ff=%ff&%E4%B8'],
      [
        FORM,
        Object.keys(fields)
          .map((name) => `${name}=a&${name}=b`)
          .join('&'),
      ],
      [FORM, new Uint8Array([0xff, 0xfe, 0, 0x3d, 0xd8])],
      ['application/json', '{"text":1}'],
      ['text/plain', 'text=1'],
      [FORM, `x=${'y'.repeat(2_000_000)}`],
    ];
    for (const [type, body] of bodies) for (const language of languages) await expectSound(post(path, who, body, language, type), language);
  });

  it.each(Object.keys(FORMS).filter((route) => route.includes(':')))('%s knows no such case, call or colleague', async (route) => {
    const { who, fields } = formOf(route);
    const ids = ['none', 'valueOf', '%00', '%ED%A0%80', '%', '<b>', "'--", 'x'.repeat(3000), '..%2f..', '%F0%9F%90%B8'];
    for (const [index, id] of ids.entries()) {
      const language = languages[index % 2] ?? 'en';
      const { status } = await expectSound(post(route.replace(/:\w+/g, id), who, encoded(fields), language), language);
      expect([id, status >= 400]).toEqual([id, true]);
    }
  });

  const refusals = Object.keys(FORMS).filter((route) => shapeOf(route).refused !== undefined);
  it.each(refusals)('%s says beside the field what is wrong, and keeps what was typed', async (route) => {
    const form = formOf(route);
    let index = 0;
    for (const [name, values] of Object.entries(form.refused ?? {}))
      for (const value of values) {
        const language = languages[index++ % 2] ?? 'en';
        const repeated = form.repeats?.[name];
        const fields = { ...form.fields, [name]: value, ...(repeated && { [repeated]: value }) };
        const { status, html } = await expectSound(post(form.path, form.who, encoded(fields), language), language);
        const label = `${name}=${value.slice(0, 30)}`;
        expect([label, status === 422 || status === 409]).toEqual([label, true]);
        const problems = problemsOf(html, form.path);
        expect([label, Object.keys(problems)]).toEqual([label, expect.arrayContaining([name])]);
        expect(CHINESE.test(problems[name] ?? '')).toBe(language === 'zh-CN');
        expectKept(html, form, fields);
      }
  });

  const typedInto = Object.keys(FORMS).filter((route) => route.startsWith('/console/cases/:id/') && shapeOf(route).typed !== undefined);
  it.each(typedInto)('%s keeps what was typed of whoever has lost the case meanwhile', async (route) => {
    const form = formOf(route);
    for (const language of languages) {
      const { status, html } = await expectSound(post(form.path, 'li', encoded(form.fields), language), language);
      // Notes are for everybody; to unmask is not for officers.
      if (status === 303 || status === 403) expect(['note', 'unmask']).toContain(route.split('/').at(-1));
      else expect(status).toBe(409);
      if (status === 409) expectKept(html, form, form.fields);
    }
  });

  it('never makes the server fail', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(...Object.values(BAD)),
      fc.constantFrom('1', '0', 'on', 'red', 'scam', 'paid', 'role:officer', '9:31', '20000'),
      fc.double().map(String),
    );
    const anyForm = fc.constantFrom(...Object.keys(FORMS)).chain((route) => {
      const { fields, typed = [] } = formOf(route);
      const names = [...Object.keys(fields), ...typed, 'from', 'as'];
      return fc.record({
        route: fc.constant(route),
        changes: fc.dictionary(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: text }), text),
        whole: fc.boolean(),
        language: fc.constantFrom(...languages),
      });
    });
    await fc.assert(
      fc.asyncProperty(anyForm, async ({ route, changes, whole, language }) => {
        const { path, who, fields } = formOf(route);
        const response = await post(path, who, encoded({ ...(whole && fields), ...changes }), language);
        await response.body?.cancel();
        expect(response.status).toBeLessThan(500);
        expect(under.failures.splice(0)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
