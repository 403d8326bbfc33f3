import type { Judgement } from '../detection/detector.ts';
import type { Verdict } from '../detection/verdict.ts';
import type { Library } from '../library/library.ts';
import type { Counsel, TypeId } from '../library/schema.ts';
import { dontOf, speaksOf } from './compose.ts';
import { asks } from './in-talk.ts';
import { freezeLine, type OpenMatter, type Passing } from './open-matter.ts';
import { movesTheirMoney } from './whose.ts';

/** What has words for every scheme, and for texts of which none is known. */
const RESERVE: TypeId = 'other-scam';

/** So many characters more must be heard of what fits every scheme: "合同" and "定期" are heard in any. */
const CLEARLY_MORE = 3;

/** What is said now, and the name under which it is remembered as said. */
export interface Counselled {
  readonly name: string;
  readonly said: string;
}

/** At what he is answered with whatever comes next in his scheme, even if nothing that he says calls for it. */
const TELLS_MORE: ReadonlySet<Passing | 'called'> = new Set(['noted', 'again']);
/** What has one answer of its own, or has just been given one. */
const ANSWERED: ReadonlySet<Passing | 'called'> = new Set(['payNot', 'answered']);

/**
 * Advice of this scheme, in place of a sentence that fits all: the same stock words after each remark sound as if nobody were there. What
 * his words call for comes first, of his scheme or, where clearly more of it is heard, of any; else the next of his scheme. Nothing is said
 * twice.
 * @param told names of what he was told already
 * @returns null: nothing left to say, or no matter in which it could be said
 */
export function sayCounsel(key: Passing | 'called', judgement: Judgement, matter: OpenMatter, told: readonly string[]): Counselled | null {
  const { verdict, urgent, dissuading, verified, whose, library, voice } = matter;
  const listener = LISTENERS.find((one) => one === whose);
  if (verdict === null || verdict.colour === 'green' || !listener || ANSWERED.has(key)) return null;
  if (verified || (dissuading && !urgent)) return null;
  const scheme = speaksOf(verdict, library)?.id ?? RESERVE;
  const open = (type: TypeId): Offered[] => offered(library, type, told).filter(({ one }) => fits(one, listener, matter.lost));
  const { text } = judgement.analysis.normalized;
  const his = scheme === RESERVE ? NOTHING : calledFor(open(scheme), text);
  const any = calledFor(open(RESERVE), text);
  const heard = any.heard >= his.heard + CLEARLY_MORE ? any.piece : his.piece;
  // In doubt, what comes next in the scheme would be said to who is telling why it is honest.
  const next =
    TELLS_MORE.has(key) && !asks(judgement) && (urgent || verdict.colour === 'red')
      ? open(scheme).find(({ one }) => one.hears.length === 0)
      : null;
  const chosen = heard ?? next;
  if (!chosen) return null;
  // What he has not asked for sounds as if nobody had read him, without a word that somebody has.
  const said = `${chosen.one.hears.length === 0 ? voice.say('counselHeard') : ''}${inWords(chosen.one, verdict, matter)}`;
  return { name: chosen.name, said: [said, urgent ? freezeLine(judgement.verdict, library, voice) : ''].filter(Boolean).join('\n') };
}

type Listener = Counsel['to'][number];
const LISTENERS: readonly Listener[] = ['himself', 'other', 'counter'];

interface Offered {
  readonly name: string;
  readonly one: Counsel;
}

function offered({ types }: Library, type: TypeId, told: readonly string[]): Offered[] {
  const counsel = types.find(({ id }) => id === type)?.counsel ?? [];
  return counsel.map((one) => ({ name: `${type}/${one.id}`, one })).filter(({ name }) => !told.includes(name));
}

function fits({ to, lost }: Counsel, listener: Listener, isLost: boolean): boolean {
  return to.includes(listener) && (lost === undefined || lost === isLost);
}

interface CalledFor {
  readonly piece: Offered | null;
  /** Characters of its words. */
  readonly heard: number;
}
const NOTHING: CalledFor = { piece: null, heard: 0 };

/** The piece of which most is heard. Of equals the first. */
function calledFor(open: readonly Offered[], text: string): CalledFor {
  let best = NOTHING;
  for (const piece of open) {
    const heard = piece.one.hears.reduce((sum, word) => sum + (holds(text, word) ? word.length : 0), 0);
    if (heard > best.heard) best = { piece, heard };
  }
  return best;
}

/** English words stand by themselves, Chinese ones anywhere. */
function holds(text: string, word: string): boolean {
  const at = text.indexOf(word);
  if (at < 0 || !LATIN.test(word)) return at >= 0;
  return !LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + word.length));
}
const LATIN = /^[ -~]+$/;
const LETTER = /[a-z]/;

function inWords({ say }: Counsel, verdict: Verdict, { urgent, lost, whose, policeKnow, library, voice }: OpenMatter): string {
  const values = { say: voice.pick(say), dont: dontOf(verdict, library, voice) };
  if (urgent && policeKnow && !movesTheirMoney(verdict)) return voice.say(POLICE_KNOW[whose] ?? 'counselKnown', values);
  if (whose === 'counter') return voice.say(urgent ? 'counselCounterUrgent' : 'counselCounter', values);
  if (movesTheirMoney(verdict)) return voice.say(whose === 'other' ? 'counselRunnerOther' : 'counselRunner', values);
  if (whose === 'himself') return voice.say(urgent ? 'counselUrgent' : 'counsel', values);
  if (!urgent) return voice.say('counselOther', values);
  return voice.say(lost ? 'counselOtherLost' : 'counselOtherUrgent', values);
}
const POLICE_KNOW: Readonly<Partial<Record<OpenMatter['whose'], 'counselKnownOther' | 'counselKnownCounter'>>> = {
  other: 'counselKnownOther',
  counter: 'counselKnownCounter',
};
