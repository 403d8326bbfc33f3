import { describe, expect, it } from 'vitest';
import { li, page, under, wang } from './two-officers.ts';

const P0 = '骗子正在让我转账，我该怎么办，救命';
const change = (caseId: string, set: Record<string, unknown>) =>
  under.database.query
    .updateTable('cases')
    .set({ ...set })
    .where('id', '=', caseId)
    .execute();
/** Past the second for which the desk keeps what it has read. */
const later = (ms = 1000): void => {
  under.clock.now += ms;
};

/** The events of a stream, until the wanted one has come. */
async function heard(stream: Response, wanted: RegExp): Promise<string> {
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!wanted.test(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

describe('the stream', () => {
  const STREAM = { accept: 'text/event-stream' };

  it('itself says which P0 calls, before any page asks, and nothing of whoever calls', async () => {
    const stream = await wang.get('/console/events', STREAM);
    const { caseId, number } = await under.call(P0);
    const text = await heard(stream, /event: changed\n.*\nid: .*\n\n/);
    const { calls } = JSON.parse(/event: changed\ndata: (.*)/.exec(text)?.[1] ?? '{}');
    const at = under.clock.now;
    expect(calls).toEqual([{ id: caseId, number, urgency: 'P0', alarm: at + 30_000, reported: at + 60_000, role: null, returned: null }]);
    expect(text).not.toContain('转账');
  });

  it('tells whoever comes late, or comes back, everything that still calls', async () => {
    const { caseId } = await under.call(P0);
    const now = await heard(await wang.get('/console/events', STREAM), /event: standing\n.*\n\n/);
    expect(now).toContain(caseId);
    const back = await heard(await wang.get('/console/events', { ...STREAM, 'last-event-id': '0' }), /event: changed\n.*\nid: .*\n\n/);
    expect(JSON.parse(/event: changed\ndata: (.*)/.exec(back)?.[1] ?? '{}')).toMatchObject({ all: true, calls: [{ id: caseId }] });
  });

  it('says when a colleague has claimed it, so that it rings no more', async () => {
    const { caseId } = await under.call(P0);
    const stream = await wang.get('/console/events', STREAM);
    await li.send(`/console/cases/${caseId}/claim`);
    const text = await heard(stream, /"taken":\["|"calls":\[\]/);
    expect(text).toMatch(new RegExp(`"taken":\\["${caseId}"\\]|"all":true,"calls":\\[\\]`));
  });
});

describe('the queue', () => {
  it('gives all consoles the same fragment, with everybody’s cases under his own name', async () => {
    const { caseId } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    const fragments = [await page(wang.get('/console?fragment=1')), await page(li.get('/console?fragment=1'))];
    expect(fragments[0]).toBe(fragments[1]);
    expect(fragments[0]).toContain(`data-owner="${wang.id}"`);
    expect(fragments[0]).toContain('王警官</b>');
    expect(fragments[0]).toContain(`{&quot;${wang.id}&quot;:1}`);
    // Without JavaScript nobody marks it afterwards.
    expect(await page(wang.get('/console'))).toContain('<b class="owner">我</b>');
  });

  it('sends it compressed to whoever takes it', async () => {
    await under.call();
    const response = await wang.get('/console?fragment=1', { 'accept-encoding': 'gzip, br' });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await new Response(response.body?.pipeThrough(new DecompressionStream('gzip'))).text();
    expect(text).toBe(await page(wang.get('/console?fragment=1')));
  });

  it('shows at once what somebody has just done', async () => {
    const { caseId } = await under.call();
    expect(await page(li.get('/console'))).toContain('>接手</button>');
    await wang.send(`/console/cases/${caseId}/claim`);
    expect(await page(li.get('/console'))).toContain('王警官</b>');
  });

  it('is filtered by several things at once, and keeps the others in every link', async () => {
    const { number } = await under.call('我刚给骗子转了两万块钱，怎么办');
    const both = await page(wang.get('/console?channel=web&stage=paid&colour=red'));
    expect(both).toContain(number);
    expect(both).toContain('href="/console?urgency=P0&amp;channel=web&amp;stage=paid&amp;colour=red"');
    expect(both).toMatch(/<option value="paid" selected=""/);
    for (const other of ['stage=clicked', 'colour=green', 'type=no-such', 'mine=1', 'stage=paid&channel=telegram'])
      expect(await page(wang.get(`/console?${other}`))).not.toContain(number);
    for (const nonsense of ['stage=%3Cb%3E', 'colour=pink', 'mine=yes', 'type='])
      expect(await page(wang.get(`/console?${nonsense}`))).toContain(number);
  });

  it('shows only his own to whoever asks for them', async () => {
    const { caseId, number } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    expect(await page(wang.get('/console?mine=1&fragment=1'))).toContain(number);
    expect(await page(li.get('/console?mine=1&fragment=1'))).not.toContain(number);
  });

  it('finds a case by its number, however it is typed, and says beside the field what is wrong', async () => {
    const { caseId, number } = await under.call();
    for (const typed of [number, number.toLowerCase(), ` ${number.slice(1, 4)} ${number.slice(4)} `]) {
      const found = await wang.get(`/console/find?number=${encodeURIComponent(typed)}`);
      expect([typed, found.status, found.headers.get('location')]).toEqual([typed, 303, `/console/cases/${caseId}`]);
    }
    const lead = await under.storage.receiveStopLead({
      formId: 'by-its-number-1',
      origin: 'call',
      body: '{}',
      transfers: [],
      conversationId: null,
      caseId: null,
      warningRef: null,
      officerId: null,
    });
    const found = await wang.get(`/console/find?number=${lead.number.toLowerCase()}`);
    expect(found.headers.get('location')).toBe(`/console/stop-leads/${lead.id}`);
    expect((await wang.get(`/console/find?number=${lead.number === 'Z999999' ? 'Z999998' : 'Z999999'}`)).status).toBe(404);
    const unknown = await wang.get('/console/find?number=A999999');
    expect(unknown.status).toBe(404);
    expect(await page(unknown)).toContain('没有这个编号');
    const wrong = await wang.get('/console/find?number=%22%3E%3Cscript%3E');
    expect(wrong.status).toBe(422);
    const shown = await page(wrong);
    expect(shown).toContain('编号是字母 A 加六位数字');
    expect(shown).not.toContain('"><script>');
  });

  it('says what makes a case another one: it came back, it is handed on, somebody telephones', async () => {
    const { caseId } = await under.call(P0);
    await change(caseId, { returned_at: under.clock.now, wanted_role: 'supervisor' });
    later();
    const zhao = await under.signIn('赵主管', 'supervisor');
    const before = await page(wang.get('/console'));
    for (const word of ['退回：没人答', '转给主管']) expect(before).toContain(word);
    expect(before).not.toContain('>接手</button>');
    expect(await page(zhao.get('/console'))).toContain('>接手</button>');
    await change(caseId, { wanted_role: null });
    await wang.send(`/console/cases/${caseId}/claim`);
    await change(caseId, { busy_until: under.clock.now + 60_000 });
    later();
    const busy = await page(wang.get('/console'));
    expect(busy).toContain('通话中');
    expect(busy).not.toContain('退回：');
    expect(busy).not.toContain('他在等');
    later(60_000);
    expect(await page(wang.get('/console'))).toMatch(/他在等<\/small> <time[^>]*>01:02/);
  });

  it('reports what nobody claims for twice as long, and supervisors have it on top', async () => {
    const early = await under.call('我要找真人');
    const { number } = await under.call(P0);
    const zhao = await under.signIn('赵主管', 'supervisor');
    await change(early.caseId, { urgency: 'P0', created_at: under.clock.now - 59_000 });
    await change(early.caseId, { wanted_role: null });
    expect(await page(zhao.get('/console'))).not.toMatch(/<tr class="[^"]*reported/);
    await change(early.caseId, { urgency: 'P2', returned_at: under.clock.now });
    later();
    const reported = await page(zhao.get('/console'));
    expect(reported).toMatch(/<tr class="waiting reported"/);
    expect(reported.indexOf(`>${early.number}<`)).toBeLessThan(reported.indexOf(`>${number}<`));
    const officer = await page(wang.get('/console'));
    expect(officer.indexOf(`>${early.number}<`)).toBeGreaterThan(officer.indexOf(`>${number}<`));
  });

  it('lets a P1 stand out after three minutes', async () => {
    const { caseId } = await under.call(P0);
    await change(caseId, { urgency: 'P1' });
    later(179_000);
    expect(await page(wang.get('/console'))).not.toContain('overdue');
    later();
    expect(await page(wang.get('/console'))).toContain('overdue');
  });

  it('speaks English to whoever wants it, with the words of its script', async () => {
    await under.call();
    const english = { cookie: `${wang.cookie}; language=en` };
    for (const path of ['/console', '/console?fragment=1']) {
      const shown = await page(wang.get(path, english));
      for (const word of ['Unclaimed', 'Claim</button>', 'Money is gone', 'Web page', 'Only mine'])
        expect([path, shown]).toEqual([path, expect.stringContaining(word)]);
    }
    const whole = await page(wang.get('/console', english));
    for (const word of ['Sound on', 'Desktop alerts', 'for the keys', 'is unclaimed', 'The connection is lost'])
      expect(whole).toContain(word);
    for (const word of ['开声音', '等接手', '快捷键']) expect(whole).not.toContain(word);
  });
});

describe('who is there', () => {
  it('is whoever has a page open, also one without JavaScript', async () => {
    expect(await under.storage.isStaffed()).toBe(false);
    await wang.get('/console');
    expect(await under.storage.isStaffed()).toBe(true);
  });

  it('is told to whoever else looks at the case, and who writes', async () => {
    const { caseId } = await under.call();
    await wang.get(`/console/cases/${caseId}`);
    expect(await page(li.get(`/console/cases/${caseId}`))).toContain('还有 王警官 在看');
    expect(await page(wang.send('/console/presence', { place: caseId }))).toContain('还有 李警官 在看');
    await li.send('/console/presence', { place: caseId, typing: '1' });
    expect(await page(wang.send('/console/presence', { place: caseId }))).toContain('李警官 正在写');
    later(12_000);
    expect(await page(wang.send('/console/presence', { place: caseId }))).toContain('还有 李警官 在看');
    later(45_000);
    expect(await page(wang.get(`/console/cases/${caseId}`))).not.toContain('李警官');
  });

  it('is nobody soon after the page was left', async () => {
    await wang.send('/console/presence', { place: 'desk' });
    expect((await wang.send('/console/presence', { place: 'desk', gone: '1' })).status).toBe(204);
    expect(await under.storage.isStaffed()).toBe(true);
    later(5000);
    expect(await under.storage.isStaffed()).toBe(false);
  });

  it('counts a librarian for colleagues, and not for the citizens', async () => {
    const librarian = await under.signIn('库管员', 'librarian');
    expect((await librarian.send('/console/presence', { place: 'desk' })).status).toBe(204);
    expect(await under.storage.isStaffed()).toBe(false);
    expect(await under.storage.presentAt('desk')).toMatchObject([{ display: '库管员' }]);
  });

  it('refuses a place that is none', async () => {
    for (const place of ['', '../desk', 'x'.repeat(65)]) expect((await wang.send('/console/presence', { place })).status).toBe(400);
    expect((await wang.send('/console/presence')).status).toBe(400);
  });
});
