import { AppError } from '../errors.ts';
import type { Partner } from '../storage/partners/partner-accounts.ts';
import type { Arrival, StopAnswer } from '../storage/partners/partner-arrivals.ts';
import type { Storage } from '../storage/storage.ts';

/**
 * What the police say of one transfer: first into the stop lead, which refuses what cannot be, then written down. A crash
 * between the two is mended by the same answer sent again.
 * @param postId the post that brought the lead
 * @throws AppError 404 `partner.post-unknown`, `stop-answer.unknown`, 409 `partner.id-used`, `stop-answer.not-sent`, 422 `stop-answer.amounts`
 */
export async function answerStopLead(
  storage: Pick<Storage, 'stopLeadSentTo' | 'recordStopAnswer' | 'noteStopAnswer'>,
  partner: Partner,
  arrival: Arrival,
  postId: string,
  answer: StopAnswer,
): Promise<void> {
  const leadNumber = await storage.stopLeadSentTo(partner.id, postId);
  const externalId = `${partner.id}:${arrival.externalId}`;
  const result = await storage.recordStopAnswer({ ...answer, externalId, leadNumber, officerId: arrival.officerId });
  if (result === 'changed')
    throw new AppError(
      'partner.id-used',
      '这个编号已经用过，内容不一样。请换一个新编号。 This id was used before with another content.',
      409,
    );
  await storage.noteStopAnswer(partner, arrival, postId, leadNumber, answer);
}
