import { type RawBuilder, sql } from 'kysely';

/** What the conversations of members of a group are called; see `isGroup`. */
const IN_A_GROUP: readonly { readonly name: RegExp; readonly like: string }[] = [
  { name: /^telegram:-/, like: 'telegram:-%' },
  { name: /^wechaty:[^/]+\//, like: 'wechaty:%/%' },
];

/**
 * Does he write in front of others? The scammer may be one of them: an officer says nothing there, so nobody waits for his
 * words, and the bot goes on speaking.
 * @param conversation `channel:external`
 */
export function isGroup(conversation: string): boolean {
  return IN_A_GROUP.some(({ name }) => name.test(conversation));
}

/** For a statement. @param column a conversation's id */
export function isNoGroup(column: string): RawBuilder<boolean> {
  const conditions = IN_A_GROUP.map(({ like }) => sql`${sql.ref(column)} NOT LIKE ${sql.lit(like)}`);
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}
