import { beforeEach, describe, expect, it } from 'vitest';
import { fetchOne } from '../../src/conversation/fetch-attachments.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { at, caseId, english } from './claimed-case.ts';
import { li, page, under, wang } from './two-officers.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
/** As `sha256sum` says. */
const PNG_SHA256 = '7f47b756761a46e6d4a4d96f0d8a4448f8449235009d1f3ad1493f5c773c19e8';
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
      'content-disposition': `inline; filename="from-citizen-${id}.png"`,
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
    ['voice', 'Hear the voice message', AMR, 'audio/amr', 'amr'],
    // Whatever the platform calls it: nothing of a citizen's runs in our pages.
    ['file', 'Open the file', PAGE, 'application/octet-stream', 'bin'],
  ])('%s: %s', async (kind, words, bytes, type, ending) => {
    given.set('media-2', bytes);
    const id = await sends(kind, 'media-2');
    await fetched();
    expect(await page(english(wang).get(at()))).toContain(words);
    const { headers } = await wang.get(path(id));
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      type,
      `attachment; filename="from-citizen-${id}.${ending}"`,
    ]);
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

describe('what leaves the desk', () => {
  /** The citizen sends one that is fetched, one that the platform does not give, and one that is still to be fetched. */
  async function sendsThree(): Promise<{ kept: string; lost: string; wanted: string }> {
    given.set('media-1', PNG);
    const kept = await sends('image', 'media-1');
    await fetched();
    under.clock.now += 20_000;
    const lost = await sends('voice', 'media-gone');
    await under.storage.missAttachment(lost, null);
    under.clock.now += 20_000;
    return { kept, lost, wanted: await sends('file', 'media-3') };
  }
  const takesOut = (officer: typeof wang, as: string) => officer.send(at('/export'), { reason: '移交刑侦大队', as });
  const timeOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

  it('names them on paper: what it is, when it came, how large it is, whether there is a file, and its id', async () => {
    const from = under.clock.now;
    const { kept, lost, wanted } = await sendsThree();
    await takesOut(wang, 'print');
    const printed = await page(wang.get(at('/print')));
    const list = printed.slice(printed.indexOf('print-attachments'), printed.indexOf('print-verdicts')).split('print-entry').slice(1);
    const said = list.map((entry) => entry.replace(/^">|<[^>]*>/g, ' ').replace(/\s+/g, ' '));
    expect(said).toEqual([
      expect.stringContaining(
        `附件1 图片 ${timeOf(from)} 打开附件1 原件 已取到，存在系统里 大小 ${PNG.length} 字节 编号 ${kept} 校验值（SHA-256） ${PNG_SHA256} `,
      ),
      expect.stringContaining(`附件2 语音 ${timeOf(from + 20_000)} 原件 平台没给，没有原件 编号 ${lost}`),
      expect.stringContaining(`附件3 文件 ${timeOf(from + 40_000)} 原件 还在取，现在没有 编号 ${wanted}`),
    ]);
    expect(list[0]).toContain(`href="${path(kept)}"`);
    const talk = printed.slice(printed.indexOf('print-lines'), printed.indexOf('print-attachments'));
    for (const place of ['[附件1 图片]', '[附件2 语音]', '[附件3 文件]']) expect(talk).toContain(place);
    expect(talk).not.toContain('（没有文字）');
    const inEnglish = await page(english(wang).get(at('/print')));
    expect(inEnglish).toContain('Attachment 2 Voice message');
    expect(inEnglish).toContain('the platform did not give it; there is no file');
  });

  it('names them in the data file too', async () => {
    const { kept, lost, wanted } = await sendsThree();
    await takesOut(wang, 'json');
    const { lines } = JSON.parse(await page(wang.get(at('/export.json'))));
    const sent = lines.filter(({ attachments }: { attachments: unknown[] }) => attachments.length > 0);
    expect(sent).toMatchObject([
      {
        at: expect.stringMatching(/^20\d\d-/),
        attachments: [{ id: kept, kind: 'image', state: 'kept', size: PNG.length, sha256: PNG_SHA256 }],
      },
      { attachments: [{ id: lost, kind: 'voice', state: 'lost', size: null, sha256: null }] },
      { attachments: [{ id: wanted, kind: 'file', state: 'wanted', size: null }] },
    ]);
  });

  it('says on paper that nothing was sent', async () => {
    await takesOut(wang, 'print');
    expect(await page(wang.get(at('/print')))).toMatch(/群众发来的图片、语音和文件<\/h2><p class="quiet">无</);
  });

  it('lets a supervisor who said why take the files along, each written down, and only so long', async () => {
    const { kept } = await sendsThree();
    const boss = await under.signIn('赵主管', 'supervisor');
    expect((await boss.get(path(kept))).status).toBe(409);
    await takesOut(boss, 'print');
    expect((await boss.get(path(kept))).status).toBe(200);
    const read = under.database.query.selectFrom('audit').select('officer_id').where('action', '=', 'case.attachment-read');
    expect(await read.execute()).toEqual([{ officer_id: boss.id }]);
    under.clock.now += 600_001;
    expect((await boss.get(path(kept))).status).toBe(409);
  });

  it('lets nobody see a picture for having exported a case that he has given back', async () => {
    const { kept } = await sendsThree();
    await takesOut(wang, 'print');
    await wang.send(at('/release'));
    expect((await wang.get(path(kept))).status).toBe(409);
  });
});
