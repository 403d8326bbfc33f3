/**
 * How a row that the program itself wrote becomes the row of another citizen: `t` is the row, `i` the number of the copy.
 * What is sealed stays as it is. Everybody has the same wrapped key, so that whatever a page shows can be opened.
 */
export interface CopiedTable {
  readonly name: string;
  /** Columns that are not copied as they are. */
  readonly changed: Readonly<Record<string, string>>;
  /** Only such rows serve as a pattern. */
  readonly where?: string;
}

/** As random as a real one, and the same wherever the row is referred to. */
const id = (column: string): string => `left(md5(t.${column} || '-' || i), 24)`;
const conversation = (column: string): string =>
  `split_part(t.${column}, ':', 1) || ':' || left(md5(t.${column} || '-' || i) || md5(t.${column} || '+' || i), length(split_part(t.${column}, ':', 2)))`;
/** Further in the past, the smaller the number of the copy. */
const time = (column: string): string => `t.${column} - (i_last - i) * i_step`;
const times = (...columns: string[]): Record<string, string> => Object.fromEntries(columns.map((column) => [column, time(column)]));
const ofCase = { id: id('id'), case_id: id('case_id') };

export const COPIED: readonly CopiedTable[] = [
  { name: 'persons', changed: { id: id('id'), ...times('created_at', 'guarded_until') } },
  {
    name: 'conversations',
    changed: { id: conversation('id'), person_id: id('person_id'), address_hash: id('address_hash'), ...times('created_at', 'updated_at') },
  },
  {
    name: 'messages',
    changed: {
      id: id('id'),
      conversation_id: conversation('conversation_id'),
      external_id: id('external_id'),
      in_reply_to: id('in_reply_to'),
      ...times('created_at'),
    },
  },
  { name: 'outcomes', changed: { message_id: id('message_id'), conversation_id: conversation('conversation_id'), ...times('created_at') } },
  {
    name: 'pattern_hits',
    changed: { message_id: id('message_id'), conversation_id: conversation('conversation_id'), ...times('created_at') },
  },
  {
    name: 'outbox',
    changed: {
      id: id('id'),
      message_id: id('message_id'),
      conversation_id: conversation('conversation_id'),
      ...times('due_at', 'created_at', 'updated_at'),
    },
  },
  {
    name: 'cases',
    changed: {
      id: id('id'),
      number: "chr(66 + (i / 1000000)::int) || lpad((i % 1000000)::text, 6, '0')",
      conversation_id: conversation('conversation_id'),
      ...times('claimed_at', 'closed_at', 'touched_at', 'busy_until', 'answered_at', 'returned_at', 'created_at', 'updated_at'),
    },
    where: "status = 'closed'",
  },
  { name: 'case_notes', changed: { ...ofCase, ...times('created_at') } },
  { name: 'money_facts', changed: { ...ofCase, ...times('created_at', 'updated_at') } },
  {
    name: 'call_backs',
    changed: { ...ofCase, ...times('due_at', 'last_attempt_at', 'done_at', 'created_at') },
    where: 'done_at IS NOT NULL',
  },
  {
    name: 'judgements',
    changed: { ...ofCase, conversation_id: conversation('conversation_id'), message_id: id('message_id'), ...times('created_at') },
  },
  { name: 'receipts', changed: { number: `upper(${id('number')})`, case_id: id('case_id'), ...times('created_at') } },
  {
    name: 'events',
    changed: { seq: '', conversation_id: conversation('conversation_id'), message_id: id('message_id'), ...times('created_at') },
  },
  {
    name: 'audit',
    changed: { seq: '', subject: id('subject'), ...times('at') },
    where: 'subject IN (SELECT id FROM cases UNION ALL SELECT id FROM messages)',
  },
];
