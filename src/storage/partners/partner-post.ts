import type { Compilable } from 'kysely';
import type { StorageContext } from '../context.ts';
import type { PartnerKind } from './partners-tables.ts';

export interface PartnerPost {
  /** Of the thing that is told, such as a stop lead's: the same one posted twice goes out once to each partner. */
  readonly id: string;
  readonly to: PartnerKind | { readonly partnerId: string };
  /** What it is, as a name: `stop-lead`, `identifiers`. */
  readonly kind: string;
  /** An id or a number of ours, shown in the list of exchanges; nothing personal. */
  readonly subject: string;
  /** JSON; sealed under the program's own key until it has been received and its time is over. */
  readonly body: unknown;
  /** What allows us to give it, in words. */
  readonly legalBasis: string;
}

/**
 * Statements for the caller's own batch: one outgoing row for each partner of that kind that is switched on. Where there is
 * none, a row without the body says so at the desk; posted again later under the same id, it reaches whoever is there then.
 */
export async function partnerPost({ database: { query }, sealer, sources }: StorageContext, post: PartnerPost): Promise<Compilable[]> {
  const { to, kind, subject, legalBasis } = post;
  const open = query.selectFrom('partners').select(['id', 'webhook']).where('closed_at', 'is', null);
  const partners = await (typeof to === 'string' ? open.where('kind', '=', to) : open.where('id', '=', to.partnerId)).execute();
  const now = sources.now();
  const row = {
    recipient: typeof to === 'string' ? to : ('partner' as const),
    direction: 'out' as const,
    kind,
    subject,
    legal_basis: legalBasis,
    body_hash: null,
    attempts: 0,
    due_at: now,
    reason: null,
    receipt_sealed: null,
    created_at: now,
    updated_at: now,
  };
  if (partners.length === 0) {
    const whom = typeof to === 'string' ? to : to.partnerId;
    const nobody = { ...row, id: `${post.id}:${whom}`, partner_id: typeof to === 'string' ? null : to.partnerId, body_sealed: null };
    return [
      query
        .insertInto('partner_exchanges')
        .values({ ...nobody, state: 'nobody' })
        .onConflict((conflict) => conflict.column('id').doNothing()),
    ];
  }
  const body = await sealer.sealOwn(JSON.stringify(post.body));
  return partners.map((partner) =>
    query
      .insertInto('partner_exchanges')
      .values({
        ...row,
        id: `${post.id}:${partner.id}`,
        partner_id: partner.id,
        body_sealed: body,
        state: partner.webhook === null ? 'offered' : 'queued',
      })
      .onConflict((conflict) => conflict.column('id').doNothing()),
  );
}
