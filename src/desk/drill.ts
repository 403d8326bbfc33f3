import { type HandlerDeps, handleMessage } from '../conversation/handle-message.ts';
import { conversationId } from '../conversation/message.ts';
import { AppError } from '../errors.ts';
import { DRILL } from '../storage/drills.ts';

/** What a citizen in need might write, and then what it is. Two messages: a text that speaks of drills is no emergency. */
const CRY = '我刚给骗子转了5万块钱，怎么办';
const MARK = '【演练】后面没有市民，没有人被骗。请照常接手，然后关闭这个工单。';

/**
 * Puts a P0 into the queue by the ordinary way of a message: judged, saved, rung for like any other. Its channel says that it is
 * a drill; nothing is sent to anybody, and no figure counts it.
 * @returns the case's number
 * @throws AppError `drill.no-case` when the message did not become a P0: the bot would not have called a human for it
 */
export async function raiseDrill(deps: HandlerDeps): Promise<string> {
  const external = deps.newId();
  const id = conversationId({ channel: DRILL, external });
  for (const [place, text] of [CRY, MARK].entries())
    await handleMessage(deps, { channel: DRILL, external, externalId: `${external}/${place}`, text }, false);
  const { runningCase } = await deps.storage.loadConversation(id);
  if (runningCase?.urgency !== 'P0' || !runningCase.waiting)
    throw new AppError(
      'drill.no-case',
      'the drill did not become a waiting P0: the release in force does not call a human for it; roll it back',
    );
  return runningCase.number;
}
