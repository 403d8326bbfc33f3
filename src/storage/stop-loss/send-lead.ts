import type { StorageContext } from '../context.ts';
import { type NotedIdentifier, noteIdentifiers } from '../lookups/note-identifiers.ts';
import { withdrawIdentifiers } from '../lookups/withdraw-identifiers.ts';
import { partnerPost } from '../partners/partner-post.ts';
import { type ActResult, leadActs, type StopAct } from './lead-acts.ts';
import { leadKeys } from './lead-keys.ts';
import { stateByAnswers } from './read-answers.ts';
import type { StopLeadWay } from './stop-loss-tables.ts';

/** What leaves with a lead. */
export interface StopDispatch {
  readonly way: StopLeadWay;
  /** As the officer saw it: another version is not sent unseen. */
  readonly version: number;
  /** The whole lead, for the police alone; sent where the way is the webhook. */
  readonly document: unknown;
  /** The scam's own: these go to partners and to the shared list. */
  readonly identifiers: readonly NotedIdentifier[];
}

const POLICE_BASIS = '反电信网络诈骗法第二十条、第二十七条；个人信息保护法第十三条第一款第三项、第四项';
const PARTNER_BASIS = '反电信网络诈骗法第五条、第三十四条（只含涉诈标识，不含群众信息）';
const PARTNERS = { account: 'banks', phone: 'carriers', link: 'platforms', app: 'platforms' } as const;

export function sendLead(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { perform } = leadActs(context);
  const { keyIfKept } = leadKeys(context);

  return {
    /** Is there somebody of the police to whom leads go by themselves? */
    async policeAreConnected(): Promise<boolean> {
      const police = query.selectFrom('partners').select('id').where('kind', '=', 'police').where('closed_at', 'is', null).limit(1);
      return (await police.executeTakeFirst()) !== undefined;
    },

    /** How far the posts of a lead to the police have come, the newest first. */
    stopLeadPosts: (number: string) =>
      query
        .selectFrom('partner_exchanges')
        .leftJoin('partners', 'partners.id', 'partner_id')
        .select(['partner_exchanges.id', 'partners.name', 'state', 'partner_exchanges.updated_at'])
        .where('subject', '=', number)
        .where('partner_exchanges.kind', '=', 'stop-lead')
        .orderBy('partner_exchanges.created_at', 'desc')
        .execute(),

    /** The lead goes to the police, once for each of its versions and ways; its scam's identifiers go to whom they concern. */
    async sendStopLead(act: StopAct, { way, version, document, identifiers }: StopDispatch): Promise<ActResult> {
      const lead = await query
        .selectFrom('stop_leads')
        .select(['number', 'version', 'sent_version', 'sent_at'])
        .where('id', '=', act.leadId)
        .executeTakeFirst();
      if (!lead || !(await keyIfKept(act.leadId))) return 'unknown';
      if (lead.version !== version) return 'moved';
      const now = sources.now();
      const id = `stop-lead/${act.leadId}/${version}`;
      const subject = lead.number;
      const also = [
        query
          .insertInto('stop_sends')
          .values({ id: `${id}/${way}`, lead_id: act.leadId, version, way, officer_id: act.officerId, at: now })
          .onConflict((conflict) => conflict.column('id').doNothing()),
      ];
      const posts =
        way === 'webhook'
          ? await partnerPost(context, {
              id: `${id}/police`,
              to: 'police',
              kind: 'stop-lead',
              subject,
              body: document,
              legalBasis: POLICE_BASIS,
            })
          : [];
      // Whichever way comes first tells the others; the second way of the same version tells nobody anything new.
      const told = lead.sent_version === version ? [] : await tellOthers(id, subject, identifiers);
      return perform(act, {
        action: 'stop-lead.sent',
        states: ['checked', 'sent', 'answered'],
        handler: 'himself',
        // The first time is what the work is measured by; each further one stands in stop_sends.
        set: { sent_version: version, sent_at: lead.sent_at ?? now, state: stateByAnswers(act.leadId) },
        also: [...also, ...posts, ...told],
      });
    },
  };

  /** Also what an earlier version named and this one does not: the list forgets it, and whoever was told of it hears of it. */
  async function tellOthers(id: string, subject: string, identifiers: readonly NotedIdentifier[]) {
    const source = { kind: 'stop-lead', ref: subject } as const;
    const { statements, withdrawn } = await withdrawIdentifiers(context, identifiers, source);
    const named = Map.groupBy(identifiers, ({ kind }) => PARTNERS[kind]);
    const taken = Map.groupBy(withdrawn, ({ kind }) => PARTNERS[kind]);
    const partners = new Set([...named.keys(), ...taken.keys()]);
    const posts = [...partners].map((to) =>
      partnerPost(context, {
        id: `${id}/${to}`,
        to,
        kind: 'scam-identifiers',
        subject,
        body: { identifiers: named.get(to) ?? [], ...(taken.has(to) && { withdrawn: taken.get(to) }) },
        legalBasis: PARTNER_BASIS,
      }),
    );
    return [...(await Promise.all(posts)).flat(), ...statements, ...(await noteIdentifiers(context, identifiers, source))];
  }
}
