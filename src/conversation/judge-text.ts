import { isTrouble } from '../detection/alarm.ts';
import { type Detector, type Judgement, unjudged } from '../detection/detector.ts';
import type { Verdict } from '../detection/verdict.ts';
import { type CheckAnswer, checkId, toCheckAnswer } from './answer.ts';
import { composeVerdict, label, type ReplyFacts } from './compose.ts';
import { composeEmergency } from './compose-emergency.ts';
import type { HandlerDeps } from './handle-message.ts';
import { hear, hearing } from './listeners.ts';
import { whoseIs } from './whose.ts';
import { createVoice } from './wording.ts';

type JudgeDeps = Pick<HandlerDeps, 'detector' | 'log' | 'surroundings'>;
type HearDeps = JudgeDeps & Pick<HandlerDeps, 'storage' | 'secondReader' | 'probes'>;

/** A bare text's verdict in the check shape: no conversation, nothing stored, nobody else asked, no case. Fails to yellow. */
export function judgeText(deps: JudgeDeps, text: string, sender?: string): CheckAnswer {
  return answerWith(deps, deps.detector, text, sender, () => deps.detector.judge(text, { sender }));
}

/**
 * The same for a caller, with the second reader where there is one: what it has quoted is kept, and of who probes masked variants.
 * @param source the caller's address, by which it is seen whether he probes; null: a partner, who is not watched
 */
export async function judgeForCaller(
  deps: HearDeps,
  text: string,
  sender: string | undefined,
  source: string | null,
): Promise<CheckAnswer> {
  const detector = deps.detector.atThisMoment();
  let judgement: Judgement;
  try {
    judgement = detector.judge(text, { sender });
  } catch (error) {
    deps.log.error({ err: error }, 'analysis failed, answered yellow');
    return unsureAnswer(deps, text, sender);
  }
  const { now } = deps.surroundings();
  // The verdict on a bare text hangs on the text alone: the list is for conversations and its own route.
  const heard = await hear({ ...deps, listRules: null }, detector, judgement, { text, source, messageId: null, now });
  const nobodyElse = !heard.probing && heard.readings.length === 0;
  return answerWith(deps, detector, text, sender, () => (nobodyElse ? judgement : hearing(detector, heard).judge(text, { sender })));
}

function answerWith(deps: JudgeDeps, detector: Detector, text: string, sender: string | undefined, judge: () => Judgement): CheckAnswer {
  try {
    const { verdict, understanding } = judge();
    const around = deps.surroundings();
    const voice = createVoice(verdict.language, around.toTraditional);
    const { duty, hotline } = around;
    const nobody = { caseNumber: null, reached: false, ahead: 0, partly: false, secondScam: null, ruling: null, followUp: null };
    const facts: ReplyFacts = { understanding, duty, hotline, whose: whoseIs(understanding), late: understanding.longAgo, ...nobody };
    const trouble = isTrouble(understanding.intent);
    const urgent = understanding.danger || (trouble && verdict.colour === 'red');
    const reply = urgent ? composeEmergency(verdict, voice, facts) : composeVerdict(verdict, detector.library, voice, facts);
    return asAnswer({ ...deps, detector }, text, sender, verdict, reply);
  } catch (error) {
    deps.log.error({ err: error }, 'analysis failed, answered yellow');
    return unsureAnswer(deps, text, sender);
  }
}

/** The answer to what cannot be judged: yellow, pay nothing, ask a human. */
export function unsureAnswer(deps: JudgeDeps, text: string, sender?: string): CheckAnswer {
  const verdict = unjudged(deps.detector.library, text);
  const voice = createVoice(verdict.language, deps.surroundings().toTraditional);
  return asAnswer(deps, text, sender, verdict, `${voice.say('unsure')}\n${label(verdict, voice)}`);
}

function asAnswer(deps: JudgeDeps, text: string, sender: string | undefined, verdict: Verdict, reply: string): CheckAnswer {
  const { library } = deps.detector;
  const { hotline } = deps.surroundings();
  const dial = (id: string): string => (library.numbers[id]?.number ?? id).replace('{hotline}', hotline);
  return toCheckAnswer(checkId(text, sender, library.version), verdict, reply, dial);
}
