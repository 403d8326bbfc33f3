import { createApp } from '../../app.ts';
import { type Config, readConfig } from '../../config.ts';
import { createSurroundings } from '../../conversation/surroundings.ts';
import { createLog } from '../../log.ts';
import { listRulesOf } from '../../lookups/list-rules.ts';
import { loadDetector } from '../../node/load-library.ts';
import { callerAt } from '../../routes/caller.ts';
import { OWN_MACHINE } from '../../routes/runtime.ts';
import type { Storage } from '../../storage/storage.ts';
import { keysOfSettings } from '../read-settings.ts';

/** A stream that stays open is not answered in a time. */
const STREAM = /events$/;

/** The addresses that the program itself answers, from its own table: what is new there is measured without being named here. */
export async function pagesOf(storage: Storage): Promise<readonly string[]> {
  const { config }: { config: Config } = readConfig({}, () => '');
  const app = createApp({
    config,
    storage,
    log: createLog('silent', () => undefined),
    detector: await loadDetector(keysOfSettings()),
    newId: () => '',
    now: Date.now,
    surroundings: createSurroundings(config, Date.now, () => 'A000000'),
    mediaChannels: new Set(),
    secondReader: null,
    probes: null,
    listRules: listRulesOf(config),
    caller: () => callerAt(''),
    asset: () => null,
    channels: new Map(),
    canSend: new Set(),
    patience: async () => undefined,
    nudgeDelivery: () => undefined,
    workshop: null,
    runtime: OWN_MACHINE,
    closing: new AbortController().signal,
  });
  const pages = app.routes.filter(({ method, path }) => method === 'GET' && !path.includes('*') && !STREAM.test(path));
  return [...new Set(pages.map(({ path }) => path))].sort();
}

/** Part of an address that stands for something: `:id`, `:number?`, `:kind{day|week}`. */
const PART = /:(\w+)(?:\{[^}]*\})?\??/g;

/** @param things by the beginning of the address and the name of the part; null where nothing of the kind is there */
export function addressOf(page: string, things: Readonly<Record<string, string | null>>): string | null {
  let missing = false;
  const address = page.replaceAll(PART, (part: string, name: string) => {
    const known = Object.entries(things).find(([key]) => `${page} ${name}`.startsWith(key.split(' ')[0] ?? '') && key.endsWith(` ${name}`));
    const value = known?.[1];
    if (!value && !part.endsWith('?')) missing = true;
    return encodeURIComponent(value ?? '');
  });
  return missing ? null : address;
}
