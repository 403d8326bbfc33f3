import type { OwnChat } from '../storage/citizens/check-ups.ts';
import type { SignedInCitizen } from '../storage/citizens/registrations.ts';
import type { OwnCopy } from '../storage/privacy/citizen-copy.ts';
import type { Storage } from '../storage/storage.ts';
import { questionOf, wordsOf } from './check-up-bank.ts';
import { CODE_RULES } from './code-rules.ts';
import { loadMyCode } from './my-code.ts';

/** Everything that is kept of him and that he may see, for him. Times are milliseconds since 1970 UTC. @param language of the questions, which are kept by their ids */
export async function exportOwnData(
  storage: Storage,
  citizen: SignedInCitizen,
  ownConversation: string | null,
  now: number,
  language: 'zh-CN' | 'en',
) {
  const consents = await storage.citizenConsents(citizen.id);
  const numberFrom = Math.max(citizen.opensFrom, citizen.phoneOpensFrom ?? 0);
  const [{ code, matters }, checkUps, lessons, sessions, grid, chats, warnings] = await Promise.all([
    loadMyCode(storage, citizen, consents, now),
    storage.checkUpsOf(citizen.id),
    storage.teachingDone(citizen.id),
    storage.citizenSessions(citizen.id),
    citizen.gridId === null ? null : storage.readGrid(citizen.gridId),
    chatsOf(storage, citizen, ownConversation),
    storage.ownWarnings(citizen.id, numberFrom),
  ]);
  return {
    exportedAt: now,
    profile: {
      name: citizen.name,
      grid: grid && { town: grid.town, name: grid.name },
      ageBand: citizen.ageBand,
      job: citizen.job,
      phone: citizen.phone,
      phoneProvedAt: citizen.phoneProvedAt,
      guardian: citizen.guardian,
      guardianPhone: citizen.guardianPhone,
      guardianProvedAt: citizen.guardianProvedAt,
      registeredAt: citizen.createdAt,
    },
    consents,
    code: { rulesVersion: CODE_RULES.version, colour: code.colour, points: code.points, lines: code.lines },
    matters: matters.filter(({ at }) => at >= citizen.opensFrom).map(({ at, stage, type }) => ({ at, stage, type })),
    checkUps: checkUps.map(({ attempt, bank, wrong, answers, doneAt }) => ({
      attempt,
      bank,
      wrong,
      doneAt,
      answers: answers.map(({ question, chosen }) => {
        const asked = questionOf(question);
        const words = asked && wordsOf(asked, language);
        return { question, asked: words?.asks ?? null, chosen: words?.options[chosen] ?? null };
      }),
    })),
    lessons: lessons.map(({ lesson, kind, result, at }) => ({ lesson, kind, result, at })),
    signedInAt: sessions,
    /** null: all that was said; else what was said before is not here. */
    opensFrom: numberFrom || null,
    conversations: (await Promise.all(chats.map((chat) => openedCopy(storage, chat)))).flat(),
    warnings,
  };
}
export type OwnData = Awaited<ReturnType<typeof exportOwnData>>;

/** Of a chat that is closed to him so far nothing, also not that it is there. */
async function openedCopy(storage: Storage, { id, from }: OwnChat): Promise<readonly OwnCopy[]> {
  const copy = await storage.ownCopy(id, from);
  if (copy === null) return [];
  const says = copy.messages.length + copy.cases.length + copy.stopLeads.length > 0;
  return says || from === 0 ? [copy] : [];
}

const TIMES: ReadonlySet<string> = new Set(['at', 'until', 'knownSince', 'guardedUntil', 'opensFrom']);

/** As a file, which other programs may read: times in ISO 8601, UTC. */
export function ownDataFile(data: OwnData): string {
  const iso = (value: unknown): unknown => (typeof value === 'number' ? new Date(value).toISOString() : value);
  const isTime = (name: string): boolean => TIMES.has(name) || name.endsWith('At');
  return JSON.stringify(data, (name, value: unknown) => (!isTime(name) ? value : Array.isArray(value) ? value.map(iso) : iso(value)), 2);
}

/** What he may not see he does not erase. @returns what stays until it is closed */
export async function eraseOwnData(storage: Storage, citizen: SignedInCitizen, ownConversation: string | null) {
  const chats = await chatsOf(storage, citizen, ownConversation);
  const conversations = chats.filter(({ from, began }) => began >= from).map(({ id }) => id);
  return eraseAll(storage, { citizenId: citizen.id, conversations, opensFrom: citizen.opensFrom });
}

interface ToErase {
  /** null: he is not registered. */
  readonly citizenId: string | null;
  readonly conversations: readonly string[];
  /** Who does it for him; he himself where nobody is named. */
  readonly officerId?: string;
  /** Of the session in which he asks (`eraseCitizen`). */
  readonly opensFrom?: number;
}

/**
 * At once: profile, consents' force, check-ups, sessions, and his chats. What an open case needs stays until it is closed.
 * @returns what stays until then: the numbers of the open cases and stop leads
 */
export async function eraseAll(storage: Storage, { citizenId, conversations, officerId, opensFrom }: ToErase) {
  const stays = await whatStays(storage, conversations);
  // The chats first: should we die in between, he still sees that he is registered, and asks again.
  for (const id of conversations) await storage.leave(id, { asked: true });
  if (citizenId !== null) await storage.eraseCitizen(citizenId, officerId, opensFrom);
  await storage.eraseLeavers();
  return stays;
}

/** What waits for its end on its legal basis, whoever asks for the erasure. */
export async function whatStays(storage: Storage, conversations: readonly string[]) {
  const cases = await storage.openCaseNumbers(conversations);
  const stopLeads = (await Promise.all(conversations.map((id) => storage.openStopLeadsOf(id)))).flat().map(({ number }) => number);
  return { cases, stopLeads };
}

/** @param own the chat of the browser that asks: it has its token, and sees all of it */
async function chatsOf(storage: Storage, citizen: SignedInCitizen, own: string | null): Promise<readonly OwnChat[]> {
  const known = (await storage.chatsOfCitizen(citizen.id, citizen.opensFrom)).map((chat) =>
    chat.id === own ? { ...chat, from: 0 } : chat,
  );
  if (own === null || known.some(({ id }) => id === own) || !(await storage.hasConversation(own))) return known;
  return [...known, { id: own, from: 0, began: 0 }];
}
