/** Every figure of ours, as `/metrics` exports it. Standard ones of the process (`process_…`, `nodejs_…`) stand beside them. */
interface Family {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly help: string;
  /** Names that the code or the settings know beforehand; never an id or a value of anybody's. */
  readonly labels: readonly string[];
}

const family = (kind: Family['kind'], labels: readonly string[], help: string): Family => ({ kind, labels, help });

export const FAMILIES = {
  fanzha_verdict_seconds: family('histogram', ['channel'], 'From a text coming in to its answer, by channel; check and batch are the API'),
  fanzha_messages_total: family('counter', ['channel', 'colour'], 'Texts answered, by channel and colour; none: without a verdict'),
  fanzha_http_requests_total: family('counter', ['method', 'route', 'status'], 'Requests by route pattern, never by path'),
  fanzha_http_request_seconds: family('histogram', ['route'], 'How long requests took, by route pattern'),
  fanzha_chore_runs_total: family('counter', ['chore'], 'How often a chore was asked for its work'),
  fanzha_chore_failures_total: family('counter', ['chore'], 'How often it failed'),
  fanzha_chore_last_success_timestamp_seconds: family('gauge', ['chore'], 'When it last ended well; before that, when the process began'),
  fanzha_chore_period_seconds: family('gauge', ['chore'], 'How often it is asked for its work'),
  fanzha_release_info: family('gauge', ['release', 'engine', 'signed'], 'The release of the library that judges here; always 1'),
  fanzha_release_refused: family('gauge', [], '1: the newest activation of a release could not be loaded, the one before goes on'),
  fanzha_database_up: family('gauge', [], '1: the figures of the database could be read; 0: they are missing here'),
  fanzha_database_bytes: family('gauge', [], 'Size of the database'),
  fanzha_disk_free_bytes: family('gauge', [], 'Free on the disk of DATA_DIR'),
  fanzha_disk_total_bytes: family('gauge', [], 'Size of the disk of DATA_DIR'),
  fanzha_cases_waiting: family('gauge', ['urgency'], 'Cases that nobody has claimed'),
  fanzha_case_oldest_waiting_seconds: family('gauge', ['urgency'], 'How long the oldest of them waits; 0: none'),
  fanzha_case_claim_seconds: family(
    'gauge',
    ['urgency', 'window', 'quantile'],
    'From case to its first claim, of cases opened in the last hour or day; who still waits counts with his time so far',
  ),
  fanzha_case_answer_seconds: family('gauge', ['urgency', 'window', 'quantile'], 'The same to the first words of a human'),
  fanzha_cases_opened: family('gauge', ['urgency', 'window'], 'Cases opened in the last hour or day'),
  fanzha_closings: family('gauge', ['truth', 'colour'], 'Cases closed in the last 30 days, by truth and the last colour of the bot'),
  fanzha_false_green_ratio: family('gauge', [], 'Of the scams closed in the last 30 days that had a verdict, the share that was green'),
  fanzha_false_green_n: family('gauge', [], 'So many scams that share is of'),
  fanzha_false_alarm_ratio: family('gauge', [], 'Of the false alarms closed in the last 30 days with a verdict, the share that was red'),
  fanzha_false_alarm_n: family('gauge', [], 'So many false alarms that share is of'),
  fanzha_outbox_messages: family('gauge', ['channel', 'state'], 'Messages of ours that have not gone out for good, or failed'),
  fanzha_deliveries_failed: family('gauge', ['channel', 'state'], 'Messages of ours that failed for good in the last 24 hours'),
  fanzha_outbox_oldest_seconds: family('gauge', ['channel'], 'Age of the oldest message that is due to be sent; 0: none'),
  fanzha_partner_posts: family('gauge', ['state'], 'Posts to partners that are on their way, or dead'),
  fanzha_partner_posts_failed: family('gauge', [], 'Posts to partners that died in the last 24 hours'),
  fanzha_partner_posts_oldest_seconds: family('gauge', [], 'Age of the oldest post that is still to be sent; 0: none'),
  fanzha_pieces_set_aside: family('gauge', ['queue'], 'Pieces of work that failed and are tried again later, while the others go on'),
  fanzha_messages_unconcluded: family('gauge', [], 'Messages that are saved and have no answer yet'),
  fanzha_message_unconcluded_oldest_seconds: family('gauge', [], 'Age of the oldest of them; 0: none'),
  fanzha_attachments_wanted: family('gauge', [], 'Pictures and voice messages that are still to be fetched'),
  fanzha_officers_on_duty: family('gauge', [], 'Who takes cases and has the desk open'),
  fanzha_office_hours: family('gauge', [], '1: officers are expected now, as OFFICE_HOURS_FROM and OFFICE_HOURS_TO say'),
  fanzha_last_purge_timestamp_seconds: family('gauge', [], 'When what is too old was last destroyed'),
  fanzha_last_backup_timestamp_seconds: family('gauge', [], 'When the last backup was made'),
  fanzha_last_restore_proof_timestamp_seconds: family('gauge', [], 'When a backup was last proved by restoring it'),
} as const satisfies Readonly<Record<string, Family>>;

export type FamilyName = keyof typeof FAMILIES;

/** One figure at one moment. */
export interface Sample {
  readonly name: FamilyName;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}
