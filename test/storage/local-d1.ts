import { Agent, request } from 'node:http';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import type { D1Binding } from '../../src/storage/d1.ts';

/** A Worker that does nothing but hand statements to its databases: what is tested is D1 as workerd has it, with its limits. */
const RELAY = `export default {
  async fetch(request, env) {
    const { name, statements, batch } = await request.json();
    const prepared = statements.map(({ sql, parameters }) => env[name].prepare(sql).bind(...parameters));
    try {
      return Response.json(batch ? await env[name].batch(prepared) : await prepared[0].all());
    } catch (error) {
      return new Response(error.message, { status: 500 });
    }
  },
}`;
/** Bytes. The simulator takes more than Cloudflare does; nothing else in a row of ours is large. */
const LARGEST_VALUE = 1_990_000;

export interface LocalD1 {
  /** A database that nobody has used yet. @throws when all are used up */
  fresh(): D1Binding;
  stop(): Promise<void>;
}

interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** So many empty databases in a real workerd on this machine. Nothing of it asks the network. */
export async function startLocalD1(count: number): Promise<LocalD1> {
  const names = Array.from({ length: count }, (_, index) => `DB${index}`);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: RELAY,
      compatibilityDate: '2026-10-01',
      d1Databases: Object.fromEntries(names.map((name) => [name, name])),
      cf: false,
    }),
  );
  const url = await miniflare.ready;
  const agent = new Agent({ keepAlive: true });

  function ask(body: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const asked = request(url, { method: 'POST', agent }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => (response.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text))));
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  function bindingOf(name: string): D1Binding {
    const send = (statements: readonly Statement[], batch: boolean): Promise<unknown> => {
      for (const value of statements.flatMap(({ parameters }) => parameters)) refuseWhatD1Refuses(value);
      return ask(JSON.stringify({ name, statements, batch }));
    };
    const prepare = (sql: string) => ({
      sql,
      parameters: [] as readonly unknown[],
      bind(...values: readonly unknown[]) {
        return { ...this, parameters: values };
      },
      all() {
        return send([{ sql: this.sql, parameters: this.parameters }], false) as never;
      },
    });
    return {
      prepare,
      batch: async (statements) => (await send(statements as unknown as readonly Statement[], true)) as readonly unknown[],
    };
  }

  return {
    fresh() {
      const name = names.shift();
      if (name === undefined) throw new Error('all databases are used up: start with more');
      return bindingOf(name);
    },
    async stop() {
      agent.destroy();
      await miniflare.dispose();
    },
  };
}

/** JSON would let through, or change, what the real binding refuses. */
function refuseWhatD1Refuses(value: unknown): void {
  if (value !== null && typeof value !== 'string' && !Number.isFinite(value)) throw new Error(`D1 takes no ${typeof value} as a value`);
  if (typeof value === 'string' && Buffer.byteLength(value) > LARGEST_VALUE) throw new Error('D1 takes no row of more than 2 MB');
}
