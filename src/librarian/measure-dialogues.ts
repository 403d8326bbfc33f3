import { answerTo } from '../conversation/follow-up.ts';
import type { Surroundings } from '../conversation/surroundings.ts';
import { webChat } from '../conversation/web-chat.ts';
import { createVoice } from '../conversation/wording.ts';
import type { Detector } from '../detection/detector.ts';
import type { Colour } from '../library/schema.ts';
import type { Log } from '../log.ts';
import type { Database } from '../storage/database.ts';
import { migrate } from '../storage/migrate.ts';
import { createSealer } from '../storage/seal.ts';
import { createStorage } from '../storage/storage.ts';
import type { Report } from './measure-rows.ts';
import { type Rate, rate } from './rate.ts';

/** Where dialogues are played: nobody's words, on a database that is gone afterwards. */
export interface Rehearsal {
  /** Empty, in memory, without its tables. */
  readonly openDatabase: () => Database;
  readonly surroundings: () => Surroundings;
  readonly log: Log;
  readonly newId: () => string;
}

export interface Dialogue {
  readonly id?: string;
  readonly turns: readonly { readonly user: string; readonly expect: Expectation }[];
}
interface Expectation {
  readonly accept: readonly Colour[] | null;
  /** Left out: as it comes. */
  readonly escalate?: boolean;
  readonly must_mention?: readonly string[];
  readonly must_not?: readonly string[];
  /** The follow-up that is asked and must be answered; null: none may be. */
  readonly follow_up?: string | null;
}
interface Turn {
  readonly place: string;
  readonly expect: Expectation;
  readonly colour: Colour | null;
  readonly escalated: boolean;
  readonly text: string;
  /** Whose short answer stands in it. */
  readonly followUp: string | null;
}

/** A minute between two turns: people read before they write again. */
const BETWEEN_TURNS_MS = 60_000;

/** Nothing in it is anybody's. */
const ANY_KEY = '0'.repeat(64);

/** Plays the dialogues through the chat path on an empty database in memory. */
export async function evaluateDialogues(detector: Detector, dialogues: readonly Dialogue[], rehearsal: Rehearsal): Promise<Report> {
  const { log, newId } = rehearsal;
  const database = rehearsal.openDatabase();
  let now = Date.UTC(2026, 10, 20, 2);
  await migrate(database, () => now);
  const storage = createStorage(database, await createSealer(ANY_KEY), { now: () => now, id: newId });
  const surroundings = () => ({ ...rehearsal.surroundings(), now, newCaseNumber: newId });
  const deps = {
    log,
    newId,
    detector,
    storage,
    surroundings,
    mediaChannels: new Set<string>(),
    secondReader: null,
    probes: null,
    listRules: null,
  };
  const answered = shortAnswerFinder(detector, surroundings());
  const turns: Turn[] = [];
  for (const [index, dialogue] of dialogues.entries()) {
    let token: string | undefined;
    for (const [number, { user, expect }] of dialogue.turns.entries()) {
      now += BETWEEN_TURNS_MS;
      const answer = await webChat(deps, { token, text: user, clientMessageId: undefined });
      token = answer.conversation;
      const verdict = answer.messages.findLast((message) => message.verdict)?.verdict;
      const text = answer.messages.map((message) => message.text).join('\n');
      turns.push({
        place: `${dialogue.id ?? index}.${number + 1}`,
        expect,
        colour: verdict?.verdict ?? null,
        escalated: answer.escalated,
        text,
        followUp: expect.follow_up === undefined ? null : answered(text),
      });
    }
  }
  await database.close();
  const rates: Rate[] = [
    rate('turns right in everything', turns, isRight),
    rate(
      'colour',
      turns.filter(({ expect }) => expect.accept !== null),
      colourRight,
    ),
    rate('escalation', turns, escalationRight),
    rate('mentions', turns, saysWhatItMust),
    ...followUpRates(turns),
  ];
  return {
    colours: {},
    rates,
    missed: turns.filter((turn) => !isRight(turn)).map(({ place, colour, escalated }) => `${place}:${colour}${escalated ? '!' : ''}`),
  };
}

function colourRight({ expect, colour }: Turn): boolean {
  return expect.accept === null || (colour !== null && expect.accept.includes(colour));
}

function escalationRight({ expect, escalated }: Turn): boolean {
  return expect.escalate === undefined || expect.escalate === escalated;
}

function saysWhatItMust({ expect, text }: Turn): boolean {
  return (expect.must_mention ?? []).every((part) => text.includes(part)) && !(expect.must_not ?? []).some((part) => text.includes(part));
}

function followUpRight({ expect, followUp }: Turn): boolean {
  return expect.follow_up === undefined || expect.follow_up === followUp;
}

function isRight(turn: Turn): boolean {
  return colourRight(turn) && escalationRight(turn) && saysWhatItMust(turn) && followUpRight(turn);
}

/** Of dialogues that ask for it. */
function followUpRates(turns: readonly Turn[]): Rate[] {
  const asked = turns.filter(({ expect }) => typeof expect.follow_up === 'string');
  const none = turns.filter(({ expect }) => expect.follow_up === null);
  return asked.length + none.length === 0
    ? []
    : [rate('short answer', asked, followUpRight), rate('short answer for nothing', none, (turn) => !followUpRight(turn))];
}

function shortAnswerFinder({ library }: Detector, around: Surroundings): (reply: string) => string | null {
  const voices = (['zh-CN', 'zh-TW', 'en'] as const).map((language) => createVoice(language, around.toTraditional));
  const worded = library.followUps.map(({ id }) => ({ id, answers: voices.map((voice) => answerTo(id, library, voice, around) ?? '') }));
  return (reply) => worded.find(({ answers }) => answers.some((answer) => reply.includes(answer)))?.id ?? null;
}
