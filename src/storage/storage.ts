import { attachments } from './attachments.ts';
import { audit } from './audit.ts';
import { callBacks } from './call-backs.ts';
import { caseClosing } from './case-closing.ts';
import { caseReturns } from './case-returns.ts';
import { caseTransfer } from './case-transfer.ts';
import { caseWork } from './case-work.ts';
import { channelMemory } from './channel-memory.ts';
import { citizens } from './citizens/citizens.ts';
import { clockRepairs } from './clock-repairs.ts';
import { communities } from './communities.ts';
import { consults } from './consults.ts';
import { contacts } from './contacts.ts';
import { createContext, type Sources } from './context.ts';
import { conversations } from './conversations.ts';
import type { Database } from './database.ts';
import { deskCases } from './desk-cases.ts';
import { deskNumbers } from './desk-numbers.ts';
import { dissuasion } from './dissuasion/dissuasion.ts';
import { drafts } from './drafts.ts';
import { events } from './events.ts';
import { handovers } from './handovers.ts';
import { judgements } from './judgements.ts';
import { leavers } from './leavers.ts';
import { librarySources } from './library-sources.ts';
import { listedCallBacks } from './listed-call-backs.ts';
import { lookups } from './lookups/lookups.ts';
import { merchants } from './merchants/merchants.ts';
import { merging } from './merging.ts';
import { messages } from './messages.ts';
import { moneyFacts } from './money-facts.ts';
import { newScripts } from './new-scripts.ts';
import { officers } from './officers.ts';
import { operatingFigures } from './operating-figures.ts';
import { outbox } from './outbox.ts';
import { outcomes } from './outcomes.ts';
import { partners } from './partners/partners.ts';
import { patternCards } from './pattern-cards.ts';
import { patternUse } from './pattern-use.ts';
import { places } from './places/places.ts';
import { presence } from './presence.ts';
import { privacy } from './privacy/privacy.ts';
import { receipts } from './receipts.ts';
import { releaseCallBacks } from './release-call-backs.ts';
import { releases } from './releases.ts';
import { replayable } from './replayable.ts';
import { returnsTold } from './returns-told.ts';
import { rings } from './rings.ts';
import { scriptLooks } from './script-looks.ts';
import type { Sealer } from './seal.ts';
import { secondReadings } from './second-readings.ts';
import { sessions } from './sessions.ts';
import { setAside } from './set-aside.ts';
import { stopLoss } from './stop-loss/stop-loss.ts';
import { teaching } from './teaching/teaching.ts';
import { telephone } from './telephone.ts';
import { unmaskings } from './unmaskings.ts';
import { workIndex } from './work-index/work-index.ts';

/** All that the program remembers. One implementation over Kysely; the dialects differ below `Database`. */
export type Storage = ReturnType<typeof createStorage>;

export function createStorage(database: Database, sealer: Sealer, sources: Sources) {
  const context = createContext(database, sealer, sources);
  return {
    ...conversations(context),
    ...leavers(context),
    ...messages(context),
    ...outcomes(context),
    ...events(context),
    ...operatingFigures(context),
    ...outbox(context),
    ...deskCases(context),
    ...caseWork(context),
    ...attachments(context),
    ...officers(context),
    ...channelMemory(context),
    ...audit(context),
    ...callBacks(context),
    ...listedCallBacks(context),
    ...caseClosing(context),
    ...caseReturns(context),
    ...caseTransfer(context),
    ...clockRepairs(context),
    ...communities(context),
    ...consults(context),
    ...contacts(context),
    ...deskNumbers(context),
    ...drafts(context),
    ...handovers(context),
    ...judgements(context),
    ...librarySources(context),
    ...merging(context),
    ...moneyFacts(context),
    ...newScripts(context),
    ...scriptLooks(context),
    ...patternUse(context),
    ...patternCards(context),
    ...presence(context),
    ...receipts(context),
    ...releaseCallBacks(context),
    ...releases(context),
    ...replayable(context),
    ...returnsTold(context),
    ...rings(context),
    ...secondReadings(context),
    ...telephone(context),
    ...unmaskings(context),
    ...places(context),
    ...citizens(context),
    ...teaching(context),
    ...dissuasion(context),
    ...sessions(context),
    ...setAside(context),
    ...stopLoss(context),
    ...partners(context),
    ...lookups(context),
    ...workIndex(context),
    ...merchants(context),
    ...privacy(context),
    fingerprint: sealer.fingerprint,
    onNews: database.onNews,
  };
}
