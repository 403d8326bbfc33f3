import { afterEach, describe, expect, it } from 'vitest';
import { OWN_MACHINE, type Runtime } from '../../src/routes/runtime.ts';
import { openDesk } from '../pages/desk-under-test.ts';
import { openTestApp, type TestApp } from './test-app.ts';

/** As on a Worker, with shorter streams. */
describe('where a program lives for requests', () => {
  let under: TestApp;
  const open = async (runtime: Partial<Runtime> = {}): Promise<void> => {
    under = await openTestApp(
      {},
      {
        runtime: {
          streamPolls: 1,
          backlogPieces: 1,
          afterwards: () => undefined,
          allRead: () => Promise.resolve(),
          switchedOff: [],
          storedAbroad: true,
          ...runtime,
        },
      },
    );
  };
  afterEach(() => under.close());

  it('an event stream ends by itself, and the next one goes on behind what was heard', async () => {
    await open();
    const { conversation } = await under.chat({ text: '我刚把5万转给安全账户了，怎么办' });
    const path = `/api/v1/chat/${conversation}/events`;
    const first = await (await under.app.request(path)).text();
    const [id = ''] = [...first.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => seq);
    expect(id).toMatch(/^\d+$/);
    const second = await (await under.app.request(path, { headers: { 'last-event-id': id } })).text();
    expect(second).not.toContain('id: ');
    expect(second).toContain('still here');
  });

  it("so does the stream of the citizen's page", async () => {
    await open();
    const { conversation } = await under.chat({ text: '您好' });
    const stream = await under.app.request('/events', { headers: { cookie: `conversation=${conversation}` } });
    expect(stream.status).toBe(200);
    expect(await stream.text()).toContain('still here');
  });

  it('so does the stream of the desk, which says that it is only a pause', async () => {
    await open();
    const desk = await openDesk({ runtime: { ...under.deps.runtime, streamPolls: 2 } });
    const officer = await desk.signIn('王警官');
    const { caseId } = await desk.call();
    const text = await (await officer.get('/console/events', { accept: 'text/event-stream' })).text();
    expect(text).toMatch(/^retry: 500\n\n[\s\S]*event: pause\ndata: \n\n$/);
    expect(text).toContain(caseId);
    await desk.close();
  });

  it('says at /readyz what cannot run there', async () => {
    await open({ switchedOff: ['wechaty'] });
    expect(await (await under.app.request('/readyz')).json()).toMatchObject({ status: 'ready', switchedOff: ['wechaty'] });
  });

  it('those who wait within a turn go on together, and the next turn is another', async () => {
    const first = OWN_MACHINE.allRead();
    expect(OWN_MACHINE.allRead()).toBe(first);
    await first;
    expect(OWN_MACHINE.allRead()).not.toBe(first);
  });
});
