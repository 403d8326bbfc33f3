import type { Context } from 'hono';
import type { AppDeps } from '../../routes/app-deps.ts';

/** The files that the page is made of; `src/pages/assets`, and htmx from its package. */
const TYPES = {
  'style.css': 'text/css; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
  'put-back.js': 'text/javascript; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'looks.js': 'text/javascript; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
  'desk-draft.js': 'text/javascript; charset=utf-8',
  'desk-menu.js': 'text/javascript; charset=utf-8',
  'stop-loss.js': 'text/javascript; charset=utf-8',
  'visit-queue.js': 'text/javascript; charset=utf-8',
  'visit.js': 'text/javascript; charset=utf-8',
  'htmx.min.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'manifest.webmanifest': 'application/manifest+json',
} as const;
type AssetName = keyof typeof TYPES;
export type AssetUrls = Readonly<Record<AssetName, string>>;

/** Sent as one: what citizens see, and the desk. */
const BUNDLES: Readonly<Partial<Record<AssetName, readonly string[]>>> = {
  'style.css': [
    'base.css',
    'head.css',
    'modules.css',
    'chat.css',
    'composer.css',
    'log.css',
    'card.css',
    'call.css',
    'sheet.css',
    'guide.css',
    'guide-print.css',
    'receipt.css',
    'city-teaching.css',
    'city-citizens.css',
    'city-lookups.css',
    'city-stop-loss.css',
    'city-index.css',
    'city-trade.css',
    'city-warned.css',
    'put-back.css',
    'narrow.css',
  ],
  'desk.js': ['unsent.js', 'desk-stream.js', 'desk-alarm.js', 'desk-keys.js', 'desk-said.js', 'desk.js', 'desk-money.js'],
  'visit.js': ['unsent.js', 'visit.js'],
  'console.css': [
    'base.css',
    'console.css',
    'desk.css',
    'desk-live.css',
    'desk-queue.css',
    'desk-fields.css',
    'desk-case.css',
    'desk-lines.css',
    'desk-money.css',
    'desk-case-work.css',
    'desk-answering.css',
    'desk-numbers.css',
    'desk-audit.css',
    'desk-library.css',
    'desk-draft.css',
    'desk-teaching.css',
    'desk-citizens.css',
    'desk-partners.css',
    'desk-stop-leads.css',
    'desk-advisors.css',
    'desk-visits.css',
    'city-index.css',
    'desk-index.css',
    'desk-trade.css',
    'desk-warnings.css',
    'put-back.css',
    'desk-narrow.css',
  ],
};
const YEAR = 365 * 24 * 60 * 60;
const HASH_CHARS = 12;

export type Assets = ReturnType<typeof createAssets>;

export function createAssets({ asset }: Pick<AppDeps, 'asset'>) {
  let known: Promise<AssetUrls> | undefined;
  return {
    /** Addresses that change with the file, so that browsers may keep them for a year. */
    urls: (): Promise<AssetUrls> => {
      known ??= addresses(asset);
      return known;
    },

    /** `GET /assets/:name` */
    async serve(context: Context): Promise<Response> {
      const name = context.req.param('name') ?? '';
      const bytes = isAsset(name) ? read(asset, name) : null;
      if (!isAsset(name) || bytes === null) return context.notFound();
      const hash = await contentHash(bytes);
      const etag = `"${hash}"`;
      const fresh = context.req.query('v') === hash;
      context.header('Cache-Control', fresh ? `public, max-age=${YEAR}, immutable` : 'public, no-cache');
      context.header('ETag', etag);
      // The compressing middleware makes it weak.
      if (context.req.header('if-none-match')?.replace(/^W\//, '') === etag) return context.body(null, 304);
      context.header('Content-Type', TYPES[name]);
      return context.body(bytes);
    },
  };
}

async function addresses(asset: AppDeps['asset']): Promise<AssetUrls> {
  const pairs = (Object.keys(TYPES) as AssetName[]).map(async (name) => {
    const bytes = read(asset, name);
    return [name, bytes === null ? `/assets/${name}` : `/assets/${name}?v=${await contentHash(bytes)}`] as const;
  });
  return Object.fromEntries(await Promise.all(pairs)) as Record<AssetName, string>;
}

function read(asset: AppDeps['asset'], name: AssetName): Uint8Array<ArrayBuffer> | null {
  const bundle = BUNDLES[name];
  if (!bundle) return asset(name);
  const decoder = new TextDecoder();
  const parts = bundle.map((part) => asset(part)).map((bytes) => (bytes === null ? '' : decoder.decode(bytes)));
  return new TextEncoder().encode(parts.join(''));
}

function isAsset(name: string): name is AssetName {
  return Object.hasOwn(TYPES, name);
}

async function contentHash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, HASH_CHARS);
}
