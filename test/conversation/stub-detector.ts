import type { Circumstances } from '../../src/conversation/circumstances.ts';
import { CALL, CALL_IN_TALK, CALL_WHEN_CHECKED } from '../../src/detection/alarm.ts';
import { adviceFor, type Detector, type Judgement } from '../../src/detection/detector.ts';
import type { Danger } from '../../src/detection/labels.ts';
import type { Language } from '../../src/detection/language.ts';
import { INTENT_IDS, STAGES, TYPE_IDS } from '../../src/library/schema.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const whole = await loadLibraryForTests();
/** Without counsel: what the stock sentences say is tested with this, and counsel in counsel.test.ts. */
const library = { ...whole, types: whole.types.map((type) => ({ ...type, counsel: [] })) };
const RANK = { green: 0, yellow: 1, red: 2 } as const;
const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
const SCORE = { green: 0.1, yellow: 0.6, red: 0.95 } as const;

/**
 * A detector that does what the text orders: `[red authority] 请转账` is a red forward of type authority,
 * `[yellow advice correction]` takes something back; `bare` bears no outward mark of a forward,
 * `faint` calls somebody by so little that it counts at the beginning of a talk only, `plainer` by so little that it does not count in
 * what he has checked, `sounds` by its sound alone,
 * `either` may be written in any language,
 * `pattern` names a scheme by more than a signal, `general` is a guess of one,
 * it speaks of an office by `traffic` or `at-bank`,
 * a follow-up named beside `hardly-asked` is not likely,
 * of `tone` nothing but the wording is suspicious, `has:ask-fee` is a signal. Of several such marks the worst colour counts.
 */
export const stubDetector: Detector = {
  library,
  atThisMoment: () => stubDetector,
  judge: (text) => {
    if (text.includes('[throws]')) throw new Error('the analysis failed');
    const marks = [...text.matchAll(/\[([^\]]*)\]/g)].map(([, words = '']) => words.split(' '));
    const judged = marks.map((words) => judge(text, words));
    return judged.reduce((a, b) => (RANK[b.verdict.colour] > RANK[a.verdict.colour] ? b : a), judged[0] ?? judge(text, []));
  },
};

function judge(text: string, words: readonly string[]): Judgement {
  const pick = <T extends string>(known: readonly T[]): T | undefined => known.find((name) => words.includes(name));
  const colour = pick(['red', 'yellow', 'green']) ?? 'green';
  const intent = ['despair', 'despair-other', 'held', 'held-other'].some((word) => words.includes(word))
    ? 'emergency'
    : (pick(INTENT_IDS) ?? 'forward');
  const stage = pick(STAGES) ?? 'seen';
  const language: Language = pick(LANGUAGES) ?? 'zh-CN';
  const type = library.types.find(({ id }) => id === pick(TYPE_IDS)) ?? null;
  const has = (flag: string): boolean => words.includes(flag);
  const escalate = ['emergency', 'stop-loss', 'human'].includes(intent);
  const understanding = {
    intent,
    calm: has('faint') || has('plainer') || has('sounds') ? 'advice' : intent,
    stage,
    danger: dangerIn(words),
    kinSaid: has('other'),
    child: has('child'),
    ill: has('ill'),
    onTheWay: has('on-the-way'),
    watched: has('watched'),
    forOther: has('other') || has('counter') || has('scene'),
    onlooker: has('scene') ? 'scene' : has('counter') ? 'counter' : null,
    wantsHuman: intent === 'human' && !has('faint') && !has('sounds'),
    correction: has('correction'),
    exposed: has('exposed'),
    ending: (['exposed', 'genuine', 'averted'] as const).find((end) => has(`ended-${end}`) || has(end)) ?? null,
    unsure: has('unsure'),
    newMatter: has('new-matter'),
    passedOn: !has('bare'),
    asksWhy: has('why'),
    asksAgain: has('again'),
    asksWhatNow: has('what-now'),
    distress: has('distress'),
    cheated: false,
    done: has('done'),
    sum: has('sum'),
    followUp: pick(library.followUps.map(({ id }) => id)) ?? null,
    surelyAsked: has('surely-asked'),
    own: false,
    recently: has('recently'),
    longAgo: has('long-ago'),
    followUpElse: null,
    cry: has('cry'),
    realDissuasion: has('dissuasion'),
    policeInvitation: has('invitation'),
    erase: has('erase'),
    ownWords: intent !== 'forward',
    trouble: escalate ? 0.9 : 0,
    alarm: has('faint') ? (CALL + CALL_IN_TALK) / 2 : has('plainer') ? (CALL_IN_TALK + CALL_WHEN_CHECKED) / 2 : escalate ? 2 : -2,
    escalate,
  } satisfies Judgement['understanding'];
  const quote = text.slice(0, 4);
  return {
    understanding,
    // Only what the conversation looks at.
    analysis: {
      languages: has('either') ? LANGUAGES : [language],
      entities: { all: has('money') ? [{ kind: 'amount' }] : [] },
      normalized: { text: text.replaceAll(/\[[^\]]*\] ?/g, '') },
      blocks: [],
      counted: signalsOf(words),
      askedSure: has('hardly-asked') ? 0.25 : 1,
    } as unknown as Judgement['analysis'],
    verdict: {
      colour,
      score: SCORE[colour],
      type: type && { id: type.id, title: language === 'en' ? type.title.en : type.title.zh },
      stage,
      intent,
      escalate,
      reasons:
        colour === 'green'
          ? []
          : [
              {
                kind: has('tone') ? 'classifier' : has('pattern') ? 'pattern' : 'signal',
                id: `of-${words.join('-')}`,
                quote,
                start: 0,
                end: quote.length,
                why: `理由：${words[0]}`,
              },
            ],
      advice: {
        ...(has('general') ? { ...adviceFor(null, language), general: true as const } : adviceFor(type, language)),
        verifyWith: has('at-bank') ? '95533' : has('traffic') ? '12123' : null,
      },
      language,
      libraryVersion: library.version,
    },
  };
}

function signalsOf(words: readonly string[]) {
  const ids = words.filter((word) => word.startsWith('has:')).map((word) => word.slice('has:'.length));
  return ids.map((id) => ({ signal: { id, role: id.startsWith('ask-') ? 'ask' : 'lure' } }));
}

export const NOW = Date.UTC(2026, 10, 20, 2);
export const TYPES = TYPE_IDS;

export function circumstances(parts: Partial<Circumstances> = {}): Circumstances {
  let cases = 0;
  return {
    now: NOW,
    duty: { kind: 'staffed' },
    hotline: '2250000',
    city: '湖州',
    helpPage: null,
    toTraditional: (text) => text,
    newCaseNumber: () => `A${String(++cases).padStart(6, '0')}`,
    ahead: () => 0,
    guarded: false,
    owned: false,
    ...parts,
  };
}

function dangerIn(words: readonly string[]): Danger | null {
  const kind = (['despair', 'held'] as const).find((one) => words.includes(one) || words.includes(`${one}-other`));
  return kind === undefined ? null : { kind, other: words.includes(`${kind}-other`), sure: words.includes('faint') ? 0.4 : 1 };
}
