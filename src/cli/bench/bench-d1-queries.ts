import { readConfig } from '../../config.ts';
import { type HandlerDeps, handleMessage } from '../../conversation/handle-message.ts';
import { createSurroundings } from '../../conversation/surroundings.ts';
import { createLog } from '../../log.ts';
import { listRulesOf } from '../../lookups/list-rules.ts';
import { loadDetector } from '../../node/load-library.ts';
import { type D1Binding, openD1 } from '../../storage/d1.ts';
import { createSealer } from '../../storage/seal.ts';
import { createStorage } from '../../storage/storage.ts';
import { keysOfSettings } from '../read-settings.ts';

/** What D1 bills for a message of the web chat: the mean of the first one of a conversation and the ones behind it. */
export interface QueriesPerMessage {
  readonly calls: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** Bytes by which the database grows. */
  readonly bytes: number;
}

const CONVERSATIONS = 20;
/** A question, what happened, thanks: every third conversation is of somebody whose money is gone, which opens a case. */
const TALKS = [
  ['您好，有人加我微信说带我刷单赚钱', '他让我先垫付500块', '好的，谢谢'],
  ['【ETC】您的ETC已停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期将注销', '我没点', '谢谢'],
  ['我刚把5万转给安全账户了，怎么办', '转到建设银行的卡上了', '好的，我打110'],
];

/** @param binding of a database whose tables are there */
export async function queriesPerMessage(binding: D1Binding, masterKey: string): Promise<QueriesPerMessage> {
  const seen = { calls: 0, rowsRead: 0, rowsWritten: 0, size: 0 };
  const { config } = readConfig({}, () => '');
  let ids = 0;
  const newId = (): string => `bench-${++ids}`;
  const deps: HandlerDeps = {
    storage: createStorage(openD1(metered(binding, seen)), await createSealer(masterKey), { now: Date.now, id: newId }),
    detector: await loadDetector(keysOfSettings()),
    log: createLog('silent', () => undefined),
    newId,
    surroundings: createSurroundings(config, Date.now, () => `B${String(++ids).padStart(6, '0')}`),
    mediaChannels: new Set(),
    secondReader: null,
    probes: null,
    listRules: listRulesOf(config),
  };
  // The first one also asks how large the database is.
  await handleMessage(deps, { channel: 'web', external: 'bench', externalId: 'bench', text: '您好' }, true);
  const before = { ...seen };
  let messages = 0;
  for (let talk = 0; talk < CONVERSATIONS; talk++)
    for (const text of TALKS[talk % TALKS.length] ?? []) {
      await handleMessage(deps, { channel: 'web', external: `bench-${talk}`, externalId: `talk-${++messages}`, text }, true);
    }
  return {
    calls: (seen.calls - before.calls) / messages,
    rowsRead: (seen.rowsRead - before.rowsRead) / messages,
    rowsWritten: (seen.rowsWritten - before.rowsWritten) / messages,
    bytes: (seen.size - before.size) / messages,
  };
}

interface Meta {
  readonly rows_read?: number;
  readonly rows_written?: number;
  readonly size_after?: number;
}
type Seen = Record<'calls' | 'rowsRead' | 'rowsWritten' | 'size', number>;

/** Adds up what D1 says of each statement. */
function metered(binding: D1Binding, seen: Seen): D1Binding {
  type Statement = ReturnType<D1Binding['prepare']>;
  const originals = new WeakMap<Statement, Statement>();
  const note = (result: unknown): void => {
    const { rows_read = 0, rows_written = 0, size_after = 0 } = (result as { meta?: Meta }).meta ?? {};
    seen.rowsRead += rows_read;
    seen.rowsWritten += rows_written;
    seen.size = Math.max(seen.size, size_after);
  };
  const wrap = (original: Statement): Statement => {
    const wrapped: Statement = {
      bind: (...values) => wrap(original.bind(...values)),
      async all() {
        seen.calls += 1;
        const result = await original.all();
        note(result);
        return result;
      },
    };
    originals.set(wrapped, original);
    return wrapped;
  };
  return {
    prepare: (sql) => wrap(binding.prepare(sql)),
    async batch(statements) {
      seen.calls += 1;
      const results = await binding.batch(statements.map((statement) => originals.get(statement) ?? statement));
      for (const result of results) note(result);
      return results;
    },
  };
}
