import type { ReplyFacts } from './compose.ts';
import type { Duty } from './duty.ts';
import { sayShift } from './shift-words.ts';
import type { Voice } from './wording.ts';

/** What he hears of his case: that it is there, and who has it. */

type CaseFacts = Pick<ReplyFacts, 'duty' | 'caseNumber' | 'reached' | 'hotline'>;

/** That somebody knows of it is said only when somebody does. */
export function isCalled({ duty, reached }: Pick<ReplyFacts, 'duty' | 'reached'>): boolean {
  return duty.kind === 'staffed' || reached;
}

/** Of a case that was just made. */
export function calledLine(voice: Voice, facts: CaseFacts): string {
  const { caseNumber: number, duty, hotline } = facts;
  if (!number) return '';
  if (isCalled(facts)) return voice.say('called', { number });
  return duty.kind === 'closed'
    ? voice.say('calledOffDuty', { number, back: whenBack(voice, duty) })
    : voice.say('calledExpected', { number, hotline });
}

/** Of a case that he has been told of: it is there still, and no more. The whole line under each answer is read once and then skipped. */
export function waitsLine(voice: Voice, facts: CaseFacts): string {
  if (!facts.caseNumber || isCalled(facts)) return calledLine(voice, facts);
  return voice.say('caseWaits', { number: facts.caseNumber });
}

export function composeHuman(voice: Voice, facts: ReplyFacts): string {
  const { duty, ahead, caseNumber, hotline } = facts;
  const place = ahead > 0 ? voice.say('ahead', { count: String(ahead) }) : duty.kind === 'staffed' ? voice.say('yourTurn') : '';
  const values = { number: caseNumber ?? '', hotline, place };
  if (isCalled(facts)) return voice.say('human', values);
  return duty.kind === 'closed'
    ? voice.say('humanOffDuty', { ...values, back: whenBack(voice, duty) })
    : voice.say('humanExpected', values);
}

function whenBack(voice: Voice, { from }: Extract<Duty, { kind: 'closed' }>): string {
  return from === null ? voice.say('backLater') : voice.say('backAt', { from: sayShift(from, voice) });
}
