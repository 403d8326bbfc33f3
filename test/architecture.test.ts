import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** From the top down. A room imports from its own floor's name or from a lower one, never from a higher one. */
const FLOORS: readonly (readonly string[])[] = [
  ['node.ts', 'worker.ts', 'worker', 'workshop-thread.ts', 'learning-thread.ts', 'cli'],
  ['node', 'make-channels.ts'],
  ['app.ts', 'chores.ts'],
  ['routes', 'pages', 'channels'],
  [
    'conversation',
    'desk',
    'librarian',
    'citizens',
    'teaching',
    'dissuasion',
    'stop-loss',
    'partners',
    'lookups',
    'work-index',
    'merchants',
    'metrics',
  ],
  ['detection', 'storage'],
  ['library'],
  [
    'config.ts',
    'channel-settings.ts',
    'library-settings.ts',
    'service-settings.ts',
    'setting.ts',
    'csv-rows.ts',
    'durations.ts',
    'hotline-time.ts',
    'errors.ts',
    'log.ts',
    'media-type.ts',
    'new-ids.ts',
    'read-response.ts',
    'tracing.ts',
  ],
];
const ENTRIES = new Set([...(FLOORS[0] ?? []), ...(FLOORS[1] ?? [])]);
/** Whoever is asked for something else must not read the machine's settings unseen: what an entry is made of is given them. */
const READ_SETTINGS = new Set(FLOORS[0]);

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly { readonly target: string }[];
}

const files: SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => {
    const text = readFileSync(join(SRC, name), 'utf8');
    const found = [...text.matchAll(/^(?:import|export)\s[^;]*?from\s+'([^']+)'/gms)];
    return { path: name, room: roomOf(name), text, imports: found.map(([, target = '']) => ({ target })) };
  });

function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room));
}

function localTarget(file: SourceFile, target: string): string | null {
  return target.startsWith('.') ? relative(SRC, join(SRC, file.path, '..', target)) : null;
}

describe('the house', () => {
  it('knows every room', () => {
    expect(files.filter(({ room }) => floorOf(room) < 0).map(({ path }) => path)).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });

  it('lets arrows point down only', () => {
    const upward = files.flatMap((file) =>
      file.imports.flatMap(({ target }) => {
        const local = localTarget(file, target);
        if (local === null) return [];
        const room = roomOf(local);
        return floorOf(room) < floorOf(file.room) ? [`${file.path} → ${local}`] : [];
      }),
    );
    expect(upward).toEqual([]);
  });

  it('has no circles: what several need stands apart', () => {
    const imports = new Map(files.map((file) => [file.path, file.imports.flatMap(({ target }) => localTarget(file, target) ?? [])]));
    const cleared = new Set<string>();
    const circles: string[] = [];
    const follow = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      if (way.includes(path) || cleared.has(path)) return;
      for (const next of imports.get(path) ?? []) follow(next, [...way, path]);
      cleared.add(path);
    };
    for (const path of imports.keys()) follow(path, []);
    expect(circles).toEqual([]);
  });

  it('keeps detection pure: only library types, no I/O, no clock, no environment', () => {
    const impure = files
      .filter(({ room }) => room === 'detection')
      .filter(
        ({ text, imports }) =>
          imports.some(({ target }) => target.startsWith('node:')) || /\bDate\b|Math\.random|process\.|fetch\(/.test(text),
      )
      .map(({ path }) => path);
    expect(impure).toEqual([]);
  });

  it('reads the environment and opens databases in entries alone', () => {
    const readers = files.filter(({ room, text }) => !READ_SETTINGS.has(room) && /process\.env/.test(text)).map(({ path }) => path);
    const openers = files.filter(
      (file) => !ENTRIES.has(file.room) && file.imports.some(({ target }) => /\/(?:node-sqlite|postgres|d1)\.ts$/.test(target)),
    );
    expect([...readers, ...openers.map(({ path }) => path)]).toEqual([]);
  });

  it('lets nobody but the entries know a concrete channel', () => {
    const contract = new Set(['channels/channel.ts', 'channels/refusals.ts']);
    const knowing = files
      .filter(({ room }) => !ENTRIES.has(room) && room !== 'channels')
      .flatMap((file) => file.imports.map(({ target }) => `${file.path} → ${localTarget(file, target)}`))
      .filter((arrow) => arrow.includes('→ channels/') && !contract.has(arrow.split('→ ')[1] ?? ''));
    expect(knowing).toEqual([]);
  });

  it('lets nobody but the entries count with Prometheus: elsewhere there may be none', () => {
    const knowing = files
      .filter(({ room, imports }) => !ENTRIES.has(room) && imports.some(({ target }) => target.endsWith('metrics/prometheus.ts')))
      .map(({ path }) => path);
    const naming = files.filter(({ imports }) => imports.some(({ target }) => target === 'prom-client')).map(({ path }) => path);
    expect([knowing, naming]).toEqual([[], ['metrics/prometheus.ts']]);
  });

  it('opens streams in one place alone: anywhere else a failure would go past the log', () => {
    const opening = files.filter(({ imports }) => imports.some(({ target }) => target === 'hono/streaming')).map(({ path }) => path);
    expect(opening).toEqual(['routes/streamed.ts']);
  });

  it('keeps Node out of what must also run elsewhere', () => {
    const portable = files.filter(
      ({ room, path }) =>
        ['conversation', 'metrics', 'routes', 'pages', 'app.ts', 'tracing.ts'].includes(room) || path === 'storage/storage.ts',
    );
    expect(portable.filter(({ imports }) => imports.some(({ target }) => target.startsWith('node:'))).map(({ path }) => path)).toEqual([]);
  });

  it('has no dumping grounds and no barrels', () => {
    expect(
      files.filter(({ path }) => /(?:^|\/)(?:utils?|helpers?|common|shared|misc|lib|index)(?:\/|\.)/.test(path)).map(({ path }) => path),
    ).toEqual([]);
  });

  it('keeps files to a size that one can read', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 250).map(({ path, text }) => `${path}: ${text.split('\n').length}`);
    expect(long).toEqual([]);
  });

  it('writes Chinese raw for expressions alone: the build makes escapes of it, which anybody would read elsewhere', () => {
    const raw = /String\.raw`[^`]*\P{ASCII}/u;
    const makers = files.filter(({ text }) => raw.test(text));
    expect(makers.length).toBeGreaterThan(0);
    expect(makers.filter(({ text }) => !/new RegExp\(/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
