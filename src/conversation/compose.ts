import { adviceFor } from '../detection/detector.ts';
import type { Understanding } from '../detection/intent.ts';
import { mayBeQuoted } from '../detection/reasons.ts';
import { isHarmed } from '../detection/stage.ts';
import type { Advice, Reason, Verdict } from '../detection/verdict.ts';
import type { Library } from '../library/library.ts';
import type { ScamType, Stage } from '../library/schema.ts';
import type { Duty } from './duty.ts';
import { STAGE_STEPS } from './stage-steps.ts';
import type { RecentText, Ruling } from './state.ts';
import type { Whose } from './whose.ts';
import type { Voice } from './wording.ts';

/** What a reply is made of besides the verdict; all of it decided before a word is chosen. */
export interface ReplyFacts {
  readonly understanding: Understanding;
  readonly duty: Duty;
  readonly hotline: string;
  readonly caseNumber: string | null;
  /** Somebody answered the telephone that was rung for his case. */
  readonly reached: boolean;
  /** How many wait before him. */
  readonly ahead: number;
  /** Only the first and last part of a very long text was judged. */
  readonly partly: boolean;
  /** He has lost money, and somebody comes again: `head` where nothing better stands in the first line. */
  readonly secondScam: 'head' | 'line' | null;
  /** What an officer has said of the matter. */
  readonly ruling: Ruling | null;
  /** To what he asks or objects. */
  readonly followUp: string | null;
  /** What he lost is gone for more than a month. */
  readonly late: boolean;
  readonly whose: Whose;
}

/** The parts of a page's verdict card and of a plain-text reply, in their fixed order. */
export function composeVerdict(verdict: Verdict, library: Library, voice: Voice, facts: ReplyFacts): string {
  const special = specialCase(verdict, voice, facts);
  const lines = [
    special ?? headOf(verdict, library, voice, facts),
    ...underHead(verdict, voice, facts),
    facts.understanding.onTheWay && verdict.colour !== 'green' && verdict.type?.id === 'recruitment' ? voice.say('onTheWay') : '',
    schemeLine(verdict, library, voice),
    stepLines(facts, voice),
    reasonsLine(verdict.reasons, voice),
    special ? '' : nowLine(verdict, library, voice, facts),
    verifyLine(verdict, library, voice),
    phonesLine(verdict, library, voice, facts.hotline),
    label(verdict, voice),
  ];
  return lines.filter(Boolean).join('\n');
}

/** What he must know before he reads why. */
function underHead({ colour }: Verdict, voice: Voice, { secondScam, ruling, understanding, partly, whose }: ReplyFacts): string[] {
  return [
    secondScam ? voice.say('secondScamWhy') : '',
    ruling ? ruled(ruling, voice) : '',
    understanding.ill ? voice.say('ill') : '',
    partly ? voice.say('partlyRead') : '',
    whose === 'child' && colour !== 'green' ? voice.say('child') : '',
  ];
}

function headOf(verdict: Verdict, library: Library, voice: Voice, { secondScam }: ReplyFacts): string {
  return secondScam === 'head' ? voice.say('secondScam') : head(verdict, library, voice);
}

export function head(verdict: Verdict, library: Library, voice: Voice): string {
  if (verdict.colour === 'green') return voice.say('headGreen');
  if (verdict.colour === 'yellow') return voice.say('headYellow');
  const type = speaksOf(verdict, library);
  const dont = dontOf(verdict, library, voice);
  return type ? voice.say('headRed', { title: voice.pick(type.title), dont }) : voice.say('headRedNoType', { dont });
}

/** English has room for it on a line of its own alone. */
function schemeLine(verdict: Verdict, library: Library, voice: Voice): string {
  const type = verdict.colour === 'red' && voice.language === 'en' ? speaksOf(verdict, library) : null;
  return type ? voice.say('scheme', { title: type.title.en }) : '';
}

function typeOf({ type }: Pick<Verdict, 'type'>, library: Library): ScamType | null {
  return library.types.find(({ id }) => id === type?.id) ?? null;
}

/** The scheme whose advice is given; null where which one it is would be a guess. */
export function speaksOf(verdict: Verdict, library: Library): ScamType | null {
  return verdict.advice.general ? null : typeOf(verdict, library);
}

/** It looks like no scheme in particular, and may be harmless. */
export function isDoubtful(verdict: Verdict, library: Library): boolean {
  return verdict.colour === 'yellow' && speaksOf(verdict, library) === null;
}

/** Of its pattern, if that has some, else of its type, in his language; and what the verdict has of its own. */
export function adviceIn(verdict: Verdict, library: Library, { language }: Pick<Voice, 'language'>): Pick<Advice, 'dont' | 'now'> {
  const { scheme, own } = verdict.advice;
  const pattern = scheme === undefined ? undefined : library.patterns.find(({ id }) => id === scheme);
  const { dont, now } = adviceFor(speaksOf(verdict, library), language, pattern);
  return { dont: own ? own[language === 'en' ? 'en' : 'zh'] : dont, now };
}

/** The one thing not to do. */
export function dontOf(verdict: Verdict, library: Library, voice: Voice): string {
  return voice.localize(adviceIn(verdict, library, voice).dont);
}

/** How the scheme goes on, so that he knows it when it comes; of an unknown one that there is more. */
export function nextOf(verdict: Verdict, library: Library, voice: Voice): string {
  const type = verdict.advice.scheme === undefined ? speaksOf(verdict, library) : null;
  return type ? voice.pick(type.next) : voice.say('nextUnknown');
}

export function composeWhy(verdict: Verdict, library: Library, voice: Voice, ruling: Ruling | null): string {
  const type = speaksOf(verdict, library);
  const next = type ? voice.say('nextStep', { next: voice.pick(type.next) }) : '';
  // A human's words stand for themselves: no machine's reasons, and not its label.
  if (ruling) return [head(verdict, library, voice), ruled(ruling, voice), next].filter(Boolean).join('\n');
  const lines =
    verdict.colour === 'green'
      ? [head(verdict, library, voice), voice.say('whyGreen')]
      : [head(verdict, library, voice), ...verdict.reasons.map((reason, index) => `${index + 1}. ${reasonText(reason, voice)}`), next];
  return [...lines, label(verdict, voice)].filter(Boolean).join('\n');
}

/** An officer's reason may hold what we must not say; then his colour alone is told. */
function ruled({ colour, officer, reason }: Ruling, voice: Voice): string {
  return voice.say('ruled', { reason: safeQuote(reason) ?? voice.pick(WORDS[colour]), officer: safeQuote(officer) ?? '' });
}

/** Several texts in one breath: the first line carries the worst, then a line for each. */
export function composeSeveral(worst: Verdict, recent: readonly RecentText[], library: Library, voice: Voice, facts: ReplyFacts): string {
  const lines = recent.map(({ excerpt, verdict }, index) =>
    voice.say('severalLine', {
      index: String(index + 1),
      symbol: SYMBOL[verdict.colour],
      word: colourWord(verdict, voice),
      quote: safeQuote(excerpt) ?? '…',
    }),
  );
  return [
    headOf(worst, library, voice, facts),
    ...underHead(worst, voice, facts),
    voice.say('several', { count: String(recent.length) }),
    ...lines,
    reasonsLine(worst.reasons, voice),
    nowLine(worst, library, voice, facts),
    phonesLine(worst, library, voice, facts.hotline),
    label(worst, voice),
  ]
    .filter(Boolean)
    .join('\n');
}

export const SYMBOL = { red: '🔴', yellow: '🟡', green: '🟢' } as const;
const WORDS = {
  red: { zh: '像诈骗', en: 'likely scam' },
  yellow: { zh: '可疑', en: 'suspicious' },
  green: { zh: '没看出诈骗特征', en: 'no scam signs' },
} as const;

function colourWord(verdict: Pick<Verdict, 'colour'>, voice: Pick<Voice, 'pick'>): string {
  return voice.pick(WORDS[verdict.colour]);
}

function specialCase(verdict: Verdict, voice: Voice, { understanding }: ReplyFacts): string | null {
  if (verdict.colour !== 'yellow') return null;
  if (understanding.realDissuasion) return voice.say('realDissuasion');
  return understanding.policeInvitation ? voice.say('policeInvitation') : null;
}

/** What to do at his stage, and the answer to what he asks; where nothing is lost the answer says it better. */
export function stepLines({ understanding, followUp, whose }: ReplyFacts, voice: Voice): string {
  const known = followUp !== null && !isHarmed(understanding.stage);
  const step = known || (whose !== 'himself' && HIS_OWN.has(understanding.stage)) ? '' : stageStep(understanding, voice);
  return [step, followUp].filter(Boolean).join('\n');
}

/** What only whoever has the money in his hands can do. */
const HIS_OWN: ReadonlySet<Stage> = new Set(['gathered', 'borrowed', 'fetching-cash']);

function stageStep({ stage }: Understanding, voice: Voice): string {
  const step = STAGE_STEPS[stage];
  return step ? voice.pick(step) : '';
}

/** On one line, or null where there is nothing that we may repeat. */
export function safeQuote(quote: string): string | null {
  const plain = quote.replace(/\s+/g, ' ').trim();
  return plain !== '' && mayBeQuoted(plain) ? plain : null;
}

function reasonText(reason: Reason, voice: Voice): string {
  const quote = safeQuote(reason.quote);
  const why = voice.localize(reason.why);
  return quote ? voice.say('reason', { quote, why }) : why;
}

export function reasonsLine(reasons: readonly Reason[], voice: Voice): string {
  if (reasons.length === 0) return '';
  const ended = voice.language === 'en' ? '; ' : '；';
  return `${voice.say('why')}${reasons
    .slice(0, 3)
    .map((reason) => reasonText(reason, voice))
    .join(ended)}${voice.language === 'en' ? '.' : '。'}`;
}

function nowLine(verdict: Verdict, library: Library, voice: Voice, { whose, followUp }: ReplyFacts): string {
  if (verdict.colour === 'green' || whose === 'child') return '';
  // What clerks and shopkeepers ask is answered with what they can do.
  if (whose === 'counter') return followUp === null ? voice.say('counter') : '';
  return (
    voice.say(whose === 'other' && !isDoubtful(verdict, library) ? 'nowOther' : 'now') +
    adviceIn(verdict, library, voice)
      .now.map(voice.localize)
      .join(voice.language === 'en' ? ' ' : '')
  );
}

/** Whom to ask whether it is true, on a number of his own choosing and not the sender's. */
export function verifyLine({ advice }: Pick<Verdict, 'advice'>, library: Library, voice: Voice): string {
  const office = advice.verifyWith === null ? undefined : library.numbers[advice.verifyWith];
  return office ? voice.say('verify', { title: voice.pick(office.title), number: office.number }) : '';
}

function phonesLine(verdict: Verdict, library: Library, voice: Voice, hotline: string): string {
  const named = verdict.advice.numbers.flatMap((id) => library.numbers[id]?.number.replace('{hotline}', hotline) ?? []);
  return named.length === 0 ? '' : voice.say('phones', { numbers: named.join(' · ') });
}

export function label(verdict: Pick<Verdict, 'libraryVersion'>, voice: Voice): string {
  return voice.say('label', { version: verdict.libraryVersion });
}
