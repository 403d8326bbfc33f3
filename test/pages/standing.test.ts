import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

const TAKEN = '值班员已经接手，会在这里回您';
const ENDED = '这一单在这里结束了';

let under: DeskUnderTest;
let wang: Colleague;
beforeEach(async () => {
  under = await openDesk();
  await under.close();
  under = await openDesk({ runtime: { ...under.deps.runtime, streamPolls: 1 } });
  wang = await under.signIn('王警官');
});
afterEach(() => under.close());

/** Who has written so, and whose case it is. */
async function calls(text: string) {
  const { conversation } = await under.chat({ text });
  const { id: caseId } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
  const get = async (path: string) => (await under.app.request(path, { headers: { cookie: `conversation=${conversation}` } })).text();
  return {
    conversation,
    caseId,
    get,
    live: async () => [...(await get('/events')).matchAll(/event: standing\ndata: (.*)/g)].map(([, html = '']) => html),
  };
}

describe('whoever waits for an officer', () => {
  it('hears on his open page that one has taken his case, and that it has ended', async () => {
    const he = await calls('我刚把5万转给安全账户了，怎么办');
    expect(await he.live()).toEqual([]);
    await under.storage.claimCase(he.caseId, wang.id);
    expect(await he.live()).toEqual([expect.stringContaining(TAKEN)]);
    expect(await he.get('/')).not.toContain(TAKEN);
    under.clock.now += 1000;
    await under.storage.closeCase(he.caseId, wang.id, 'scam');
    expect((await he.live()).at(-1)).toContain(ENDED);
    expect(await he.get('/')).toContain(ENDED);
  });

  it('reads no longer that it has ended once he writes on', async () => {
    const he = await calls('我刚把5万转给安全账户了，怎么办');
    await under.storage.claimCase(he.caseId, wang.id);
    under.clock.now += 1000;
    await under.storage.closeCase(he.caseId, wang.id, 'scam');
    under.clock.now += 1000;
    await under.chat({ conversation: he.conversation, text: '他又打来了' });
    expect(await he.get('/')).not.toContain(ENDED);
  });

  it('hears nothing of it where somebody reads along', async () => {
    const he = await calls('旁边有人看着我手机，别发报警的字，我刚转了5万给安全账户');
    await under.storage.claimCase(he.caseId, wang.id);
    expect((await he.live()).join('')).not.toContain(TAKEN);
    expect(await he.get('/')).not.toContain(TAKEN);
  });
});
