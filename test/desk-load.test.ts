import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callForHelp, type Officer, openData, signIn, type WaitingCase } from './desk-shift.ts';
import { type RunningServer, startServer } from './running-server.ts';

const OFFICERS = 50;
const CASES = 500;
/** The first ones are wanted by everybody, the others by so many. */
const WANTED_BY_ALL = 5;
const RIVALS = 2;

let data: string;
let server: RunningServer;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'desk-'));
  server = await startServer(data);
});
afterEach(async () => {
  await server.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

function rowsOf(sql: string): Record<string, unknown>[] {
  const database = openData(data, true);
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
}

describe('fifty officers who claim five hundred cases at once', () => {
  it('get each case once: one winner, who is told so, and none is lost', async () => {
    const officers = signIn(() => server, data, OFFICERS);
    const cases = await callForHelp(server, data, CASES);
    expect(cases).toHaveLength(CASES);
    const rivals = (index: number): Officer[] =>
      index < WANTED_BY_ALL ? officers : officers.filter((_, other) => (other + index * 7) % OFFICERS < RIVALS);
    const wanted = new Map<Officer, WaitingCase[]>(officers.map((officer) => [officer, []]));
    for (const [index, one] of cases.entries()) for (const officer of rivals(index)) wanted.get(officer)?.push(one);

    const winners = new Map<string, string[]>(cases.map(({ id }) => [id, []]));
    const losers: number[] = [];
    const shift = async ([officer, list]: [Officer, WaitingCase[]]): Promise<void> => {
      for (const { id } of list) {
        const status = await officer.send(`/console/cases/${id}/claim`);
        if (status === 303) winners.get(id)?.push(officer.id);
        else losers.push(status);
      }
    };
    await Promise.all([...wanted].map(shift));

    expect([...winners.values()].filter((won) => won.length !== 1)).toEqual([]);
    expect(new Set(losers)).toEqual(new Set([409]));
    expect(losers).toHaveLength(WANTED_BY_ALL * OFFICERS + (CASES - WANTED_BY_ALL) * RIVALS - CASES);
    const kept = rowsOf(
      'SELECT cases.id, owner_id, cases.status, conversations.status AS talk FROM cases JOIN conversations ON conversations.id = conversation_id',
    );
    expect(kept).toHaveLength(CASES);
    for (const { id, owner_id, status, talk } of kept)
      expect([status, talk, owner_id]).toEqual(['claimed', 'open', winners.get(String(id))?.[0]]);
  });
});

describe('a server that is killed in mid-shift', () => {
  const SHIFT = 60;
  /** The plug is pulled when so many acts were acknowledged. */
  const KILL_AFTER = 90;

  it('has every acknowledged claim, note and reply when it is back, each once, and goes on', async () => {
    const officers = signIn(() => server, data, 10);
    const cases = await callForHelp(server, data, SHIFT);
    const done: { readonly act: 'claim' | 'note' | 'say'; readonly caseId: string; readonly officer: string; readonly text: string }[] = [];
    let killed: Promise<void> | undefined;
    const ownCases = (officer: number) =>
      cases.map(({ id }, index) => ({ id, index })).filter(({ index }) => index % officers.length === officer);
    const work = async (officer: Officer, number: number): Promise<void> => {
      for (const { id, index } of ownCases(number))
        for (const act of ['claim', 'note', 'say'] as const) {
          const text = `${act}-${index}`;
          const status = await officer.send(`/console/cases/${id}/${act}`, { text, form: `form-of-${index}` });
          if (status !== 303) throw new Error(`${act} answered ${status}`);
          done.push({ act, caseId: id, officer: officer.id, text });
          if (done.length === KILL_AFTER) killed = server.kill('SIGKILL');
        }
    };
    const shift = await Promise.allSettled(officers.map(work));
    await killed;
    expect(done.length).toBeGreaterThanOrEqual(KILL_AFTER);
    // It was the middle: some were not finished.
    expect(shift.some(({ status }) => status === 'rejected')).toBe(true);
    for (const one of shift) if (one.status === 'rejected') expect(String(one.reason)).toContain('fetch failed');

    server = await startServer(data);
    const owners = new Map(rowsOf('SELECT id, owner_id, status FROM cases').map((row) => [row.id, row]));
    const talks = new Map(
      rowsOf('SELECT cases.id, conversations.status FROM cases JOIN conversations ON conversations.id = conversation_id').map((row) => [
        row.id,
        row.status,
      ]),
    );
    const notes = rowsOf('SELECT case_id, officer_id FROM case_notes').map((row) => `${row.case_id} ${row.officer_id}`);
    const said =
      rowsOf(`SELECT cases.id, messages.officer_id, outbox.state FROM messages JOIN cases ON cases.conversation_id = messages.conversation_id
      JOIN outbox ON outbox.message_id = messages.id WHERE author = 'officer'`).map((row) => `${row.id} ${row.officer_id}`);
    for (const { act, caseId, officer } of done) {
      expect(owners.get(caseId)).toMatchObject({ owner_id: officer, status: 'claimed' });
      expect(talks.get(caseId)).toBe('open');
      if (act !== 'claim') expect(notes.filter((note) => note === `${caseId} ${officer}`)).toHaveLength(1);
      if (act === 'say') expect(said.filter((one) => one === `${caseId} ${officer}`)).toHaveLength(1);
    }

    // The browser sends the same form again, as after a broken connection: what was said is not said twice.
    const last = done.findLast(({ act }) => act === 'say');
    const index = cases.findIndex(({ id }) => id === last?.caseId);
    const officer = officers[index % officers.length] as Officer;
    expect(await officer.send(`/console/cases/${last?.caseId}/say`, { text: last?.text ?? '', form: `form-of-${index}` })).toBe(303);
    const page = await officer.get(`/console/cases/${last?.caseId}`);
    expect(page.split(`>say-${index}</p>`)).toHaveLength(2);
    expect(page).toContain(`>note-${index}</p>`);
  });
});
