import { type PrimitiveValueListNode, SqliteQueryCompiler, type ValueNode } from 'kysely';
import { AppError } from '../errors.ts';
import type { D1Binding } from '../storage/d1.ts';

/** A D1 database as Cloudflare's API has it: for commands on a machine of the operator's, while the Worker goes on. */
export interface D1Address {
  /** Up to `/d1/database`. */
  readonly api: string;
  readonly database: string;
  readonly token: string;
}

const CLOUDFLARE = 'https://api.cloudflare.com/client/v4';

/** `d1://<API token>@<account id>/<database id>`; `?api=` names another place than Cloudflare's. Null when it is something else. */
export function d1Address(url: string): D1Address | null {
  if (!url.startsWith('d1://') || !URL.canParse(url)) return null;
  const { username, hostname, pathname, searchParams } = new URL(url);
  const database = pathname.slice(1);
  if (username === '' || hostname === '' || !/^[\w-]+$/.test(database)) return null;
  return { api: searchParams.get('api') ?? `${CLOUDFLARE}/accounts/${hostname}`, database, token: decodeURIComponent(username) };
}

/** The API takes texts as values and nothing else: whatever is no text is written into the statement. */
export class TextsAsValues extends SqliteQueryCompiler {
  protected override visitValue(node: ValueNode): void {
    const literal = literalOf(node.value);
    if (literal === null) super.visitValue(node);
    else this.append(literal);
  }
  protected override visitPrimitiveValueList(node: PrimitiveValueListNode): void {
    this.append('(');
    node.values.forEach((value, index) => {
      if (index > 0) this.append(', ');
      const literal = literalOf(value);
      if (literal === null) this.appendValue(value);
      else this.append(literal);
    });
    this.append(')');
  }
}

function literalOf(value: unknown): string | null {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`;
  return null;
}

interface Raw {
  readonly results: { readonly columns?: readonly string[]; readonly rows?: readonly (readonly unknown[])[] };
  readonly meta: { readonly changes?: number; readonly last_row_id?: number };
}
interface Answer {
  readonly success: boolean;
  readonly result?: readonly Raw[] | null;
  readonly errors?: readonly { readonly code?: number; readonly message?: string }[];
}
interface Query {
  readonly sql: string;
  readonly params: readonly unknown[];
}
type Statement = ReturnType<D1Binding['prepare']>;

export function d1OverHttp({ api, database, token }: D1Address, call: typeof fetch): D1Binding {
  const queries = new WeakMap<object, Query>();
  const statement = (query: Query): Statement => {
    const made: Statement = {
      bind: (...params) => statement({ ...query, params }),
      async all() {
        const [first] = await ask(query);
        const { columns = [], rows = [] } = first?.results ?? {};
        return { results: rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]]))), meta: first?.meta ?? {} };
      },
    };
    queries.set(made, query);
    return made;
  };
  return {
    prepare: (sql) => statement({ sql, params: [] }),
    batch: (statements) => ask({ batch: statements.map((one) => queries.get(one)) }),
  };

  async function ask(body: object): Promise<readonly Raw[]> {
    const response = await call(`${api}/d1/database/${database}/raw`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch((cause: unknown) => {
      throw new AppError('storage.unavailable', "Cloudflare's API does not answer", 503, { cause });
    });
    const text = await response.text();
    const answer = read(text);
    if (response.status === 401 || response.status === 403 || response.status === 404)
      throw new AppError(
        'storage.refused',
        `Cloudflare refuses us (${response.status}): does the token of DATABASE_URL have D1 Edit, and are account and database right?`,
      );
    if (!answer?.success) throw new Error(`D1: ${answer?.errors?.[0]?.message ?? `HTTP ${response.status}`}`);
    return answer.result ?? [];
  }
}

function read(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return null;
  }
}
