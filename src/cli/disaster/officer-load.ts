import type { Act } from './citizen-load.ts';
import { insist } from './insist.ts';
import type { DeskAct } from './ledger.ts';
import { type Officer, type Scene, startSessions } from './scene.ts';

let forms = 0;

/** An officer at the console: takes the case that waits, notes, answers, and closes every second one. */
export function officerAct(officer: Officer): Act {
  let turn = 0;
  return async (scene) => {
    const waiting = await scene.database.query
      .selectFrom('cases')
      .select('id')
      .where('status', '=', 'waiting')
      .orderBy('created_at')
      .limit(20)
      .execute();
    const found = waiting[Math.floor(scene.random() * waiting.length)];
    if (!found) return void (await new Promise((soon) => setTimeout(soon, 50)));
    const act = (name: DeskAct['act'], fields: Record<string, string> = {}) => send(scene, officer, found.id, name, fields);
    if (!(await act('claim'))) return;
    await act('note', { text: '已回拨，对方在听' });
    await act('say', { text: '我是值班员，先不要转账，我们电话里说' });
    if (++turn % 2 === 0) await act('close', { truth: 'scam' });
  };
}

/** @returns whether it is done, and promised so */
async function send(scene: Scene, officer: Officer, caseId: string, act: DeskAct['act'], fields: Record<string, string>): Promise<boolean> {
  const form = `form-${String(++forms).padStart(8, '0')}`;
  const headers = (origin: string) => ({ cookie: officer.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' });
  const answer = await insist(scene, `${act} ${caseId}`, `/console/cases/${caseId}/${act}`, (url) => ({
    ...{ method: 'POST', headers: headers(url), body: new URLSearchParams({ form, ...fields }) },
  }));
  // Signed out, as after hours that the clock has jumped over.
  if (answer?.status === 401) await startSessions(scene.database, [officer.id], scene.now());
  if (answer?.status !== 303) return false;
  scene.ledger.acknowledged += 1;
  scene.ledger.acts.push({ act, caseId, officer: officer.id, form });
  return true;
}
