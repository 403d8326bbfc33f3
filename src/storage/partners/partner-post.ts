import { type Compilable, sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import type { ExchangeState, PartnerKind } from './partners-tables.ts';

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
 * Who is there, and by which way, is asked when they are written: an administrator may change it in between.
 */
export async function partnerPost({ database: { query }, sealer, sources }: StorageContext, post: PartnerPost): Promise<Compilable[]> {
  const { to, kind, subject, legalBasis } = post;
  const now = sources.now();
  const alike = {
    recipient: typeof to === 'string' ? to : ('partner' as const),
    direction: 'out' as const,
    kind,
    subject,
    legal_basis: legalBasis,
    attempts: 0,
    due_at: now,
    created_at: now,
    updated_at: now,
  };
  const names = Object.keys(alike) as (keyof typeof alike)[];
  const open = query
    .selectFrom('partners')
    .where('closed_at', 'is', null)
    .where((is) => (typeof to === 'string' ? is('partners.kind', '=', to) : is('partners.id', '=', to.partnerId)));
  const body = await sealer.sealOwn(JSON.stringify(post.body));
  const toEach = open.select(({ val }) => [
    sql<string>`${`${post.id}:`} || partners.id`.as('id'),
    'partners.id as partner_id',
    val(body).as('body_sealed'),
    sql<ExchangeState>`CASE WHEN partners.webhook IS NULL THEN 'offered' ELSE 'queued' END`.as('state'),
    ...names.map((name) => val(alike[name]).as(name)),
  ]);
  const whom = typeof to === 'string' ? to : to.partnerId;
  const toNobody = query
    .selectNoFrom(({ val }) => [
      val(`${post.id}:${whom}`).as('id'),
      val(typeof to === 'string' ? null : to.partnerId).as('partner_id'),
      val<string | null>(null).as('body_sealed'),
      val<ExchangeState>('nobody').as('state'),
      ...names.map((name) => val(alike[name]).as(name)),
    ])
    .where((is) => is.not(is.exists(open.select('partners.id'))));
  return [toEach, toNobody].map((rows) =>
    query
      .insertInto('partner_exchanges')
      .columns(['id', 'partner_id', 'body_sealed', 'state', ...names])
      .expression(rows)
      .onConflict((conflict) => conflict.column('id').doNothing()),
  );
}
