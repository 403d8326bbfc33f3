import { beforeEach, describe, expect, it } from 'vitest';
import { fetchOne } from '../../src/conversation/fetch-attachments.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { at, caseId, english } from './claimed-case.ts';
import { li, page, under, wang } from './two-officers.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const AMR = new TextEncoder().encode('#!AMR\nvoice');
const PAGE = new TextEncoder().encode('<html><script>alert(1)</script>');

/** What the platform gives for each reference; nothing: it has no answer. */
let given: Map<string, Uint8Array>;
beforeEach(() => {
  given = new Map();
});

type Kind = 'image' | 'voice' | 'file';
/** The citizen of the claimed case sends it in the same conversation. */
async function sends(kind: Kind, reference: string): Promise<string> {
  const { conversation_id } = await under.database.query
    .selectFrom('cases')
    .select('conversation_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const [channel = '', external = ''] = conversation_id.split(':');
  const attachments = [{ kind, reference }];
  await handleMessage(under.deps, { channel, external, externalId: reference, text: '', attachments }, false);
  const row = await under.database.query.selectFrom('attachments').select('id').orderBy('created_at', 'desc').executeTakeFirstOrThrow();
  return row.id;
}
async function fetched(): Promise<void> {
  const get = async (reference: string) => {
    const bytes = given.get(reference);
    if (!bytes) throw new Error('not there');
    return { type: 'text/html', bytes };
  };
  await fetchOne({ ...under.deps, media: new Map([['web', get]]) });
}
const path = (id: string): string => at(`/attachments/${id}`);

describe('a picture that a citizen sent', () => {
  it('is seen by whoever works on his case, which is written down', async () => {
    given.set('media-1', PNG);
    const id = await sends('image', 'media-1');
    expect(await page(wang.get(at()))).toContain('图片：正在取，稍等');
    await fetched();
    const shown = await page(wang.get(at()));
    expect(shown).toContain(`href="${path(id)}"`);
    expect(shown).toContain('看图片');
    const response = await wang.get(path(id));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="from-citizen.png"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG);
    const audit = await under.database.query
      .selectFrom('audit')
      .select(['officer_id', 'subject'])
      .where('action', '=', 'case.attachment-read')
      .execute();
    expect(audit).toEqual([{ officer_id: wang.id, subject: caseId }]);
  });

  it('is not seen by a colleague before he shows everything', async () => {
    given.set('media-1', PNG);
    const id = await sends('image', 'media-1');
    await fetched();
    const shown = await page(li.get(at()));
    expect(shown).toContain('图片：接了单才能看');
    expect(shown).not.toContain(path(id));
    expect((await li.get(path(id))).status).toBe(409);
    expect(await under.database.query.selectFrom('audit').select('seq').where('action', '=', 'case.attachment-read').execute()).toEqual([]);
    await under.storage.unmask(li.id, caseId, '换班');
    expect((await li.get(path(id))).status).toBe(200);
  });

  it('belongs to its own case', async () => {
    given.set('media-1', PNG);
    const id = await sends('image', 'media-1');
    await fetched();
    const other = await under.call();
    await wang.send(`/console/cases/${other.caseId}/claim`);
    expect((await wang.get(`/console/cases/${other.caseId}/attachments/${id}`)).status).toBe(404);
    expect((await wang.get(path('none'))).status).toBe(404);
    expect((await wang.get(`/console/cases/none/attachments/${id}`)).status).toBe(404);
  });

  it('is said to be lost when the platform does not give it', async () => {
    const id = await sends('image', 'media-gone');
    await under.storage.missAttachment(id, null);
    expect(await page(wang.get(at()))).toContain('图片：平台没给，看不到了。请他再发一次');
    expect((await wang.get(path(id))).status).toBe(404);
  });

  it('is gone with his data', async () => {
    given.set('media-1', PNG);
    const id = await sends('image', 'media-1');
    await fetched();
    await wang.send(at('/close'), { truth: 'unclear', channel: 'phone' });
    await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
    expect((await wang.get(path(id))).status).not.toBe(200);
  });
});

describe('what else he sends', () => {
  it.each<[Kind, string, Uint8Array, string, string]>([
    ['voice', 'Hear the voice message', AMR, 'audio/amr', 'attachment; filename="from-citizen.amr"'],
    // Whatever the platform calls it: nothing of a citizen's runs in our pages.
    ['file', 'Open the file', PAGE, 'application/octet-stream', 'attachment; filename="from-citizen.bin"'],
  ])('%s: %s', async (kind, words, bytes, type, disposition) => {
    given.set('media-2', bytes);
    const id = await sends(kind, 'media-2');
    await fetched();
    expect(await page(english(wang).get(at()))).toContain(words);
    const { headers } = await wang.get(path(id));
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([type, disposition]);
  });

  it('tells the open page of the case as soon as it is there', async () => {
    given.set('media-2', AMR);
    await sends('voice', 'media-2');
    const seen = async () => (await under.database.query.selectFrom('events').select('seq').where('kind', '=', 'desk').execute()).length;
    const before = await seen();
    await fetched();
    expect(await seen()).toBe(before + 1);
  });
});
