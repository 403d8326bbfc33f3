import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { AppError } from '../../src/errors.ts';
import type { BuildReport, EditFindings, Workshop } from '../../src/librarian/workshop.ts';
import { loadLibraryForTests, ROOT } from '../compiled-library.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

export const DRAFTS = '/console/library/drafts';
export const SIGNAL = 'scam-patterns/signals/ask-nfc.yaml';
export const PATTERN = 'scam-patterns/patterns/phishing/code-asked-by-name.yaml';
const library = await loadLibraryForTests();

export function sourceText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** A workshop that finds what the test lets it find. */
interface WorkshopUnderTest extends Workshop {
  nudges: number;
  readonly asked: { draftId: string; path: string; body: string }[];
  found: EditFindings | AppError;
}

export interface Librarians extends DeskUnderTest {
  readonly chen: Colleague;
  readonly lin: Colleague;
  readonly workshop: WorkshopUnderTest;
  /** A draft of Chen's on 1.0.0; where it is. */
  begin(title?: string): Promise<string>;
  /** What a form of the editor sends, as the page has it now. */
  save(who: Pick<Colleague, 'get' | 'send'>, draft: string, path: string, body: string, act?: string): Promise<Response>;
  /** The worker has measured what is wanted. */
  measure(result?: { state?: 'passed' | 'failed'; version?: string; report?: Partial<BuildReport>; keep?: boolean }): Promise<void>;
  /** Another release comes to work, with these files besides those of 1.0.0. */
  release(version: string, changes?: Readonly<Record<string, string | null>>): Promise<void>;
}

export const REPORT: BuildReport = {
  broken: null,
  gate: [
    { what: 'lint', found: 'well formed', wanted: 'well formed', result: 'ok' },
    { what: 'forwards.jsonl: legit red', found: '1.0 % (2/200)', wanted: '≤ 2.2 %', result: 'ok' },
  ],
  faults: [],
  faultCount: 0,
  content: [{ kind: 'signal', id: 'ask-nfc', what: 'changed', fields: ['phrases'] }],
  bump: 'patch',
  radius: { texts: 40, cut: false, colours: [], types: [], changed: 0, changes: [], callBacks: [] },
};

/** A desk with two librarians and a release at work whose files are kept. */
export async function openLibrarians(): Promise<Librarians> {
  const workshop: WorkshopUnderTest = {
    nudges: 0,
    asked: [],
    found: { faults: [], examples: [], consults: [], looked: 0 },
    async examine(draftId, path, body) {
      workshop.asked.push({ draftId, path, body });
      if (workshop.found instanceof AppError) throw workshop.found;
      return workshop.found;
    },
    findScripts: async () => 0,
    async keepSources(version) {
      throw new AppError('library.no-sources', `the folder does not hold ${version}`, 409);
    },
    nudge: () => {
      workshop.nudges += 1;
    },
    stop: async () => undefined,
  };
  const changes = { detector: createDetector({ ...library, version: '1.0.0' }), workshop };
  const under = await openDesk(changes);
  const [chen, lin] = [await under.signIn('Chen', 'librarian'), await under.signIn('Lin', 'librarian')];
  const base: Readonly<Record<string, string>> = Object.fromEntries([SIGNAL, PATTERN].map((path) => [path, sourceText(path)]));

  async function release(version: string, changed: Readonly<Record<string, string | null>> = {}): Promise<void> {
    under.clock.now += 1000;
    await under.storage.keepRelease({ version, checksum: `${version}-sum` }, [new Uint8Array([1])]);
    const files = Object.entries({ ...base, ...changed }).filter((file): file is [string, string] => file[1] !== null);
    await under.storage.keepSources(version, files);
    const seen = (await under.storage.newestActivation())?.seq ?? 0;
    expect(await under.storage.activateRelease(version, null, seen)).toBe(true);
  }
  await release('1.0.0');
  return {
    ...under,
    chen,
    lin,
    workshop,
    release,
    async begin(title = 'NFC cards') {
      const response = await chen.send(DRAFTS, { title });
      expect(response.status).toBe(303);
      return response.headers.get('location') ?? '';
    },
    async save(who, draft, path, body, act = 'save') {
      const html = await (await who.get(`${draft}/files?${new URLSearchParams({ path })}`)).text();
      return who.send(`${draft}/files`, { ...hiddenIn(html, `${draft}/files`), body, act });
    },
    async measure({ state = 'passed', version = '1.0.1', report = {}, keep = true } = {}) {
      const build = await under.storage.takeBuild('w1', 60_000);
      if (!build) throw new Error('nothing is to be measured');
      const checksum = `${version}-sum`;
      if (keep) await under.storage.keepRelease({ version, checksum }, [new Uint8Array([2])]);
      under.clock.now += 1000;
      const ended = { state, version: state === 'passed' ? version : null, checksum, report: JSON.stringify({ ...REPORT, ...report }) };
      expect(await under.storage.endBuild(build.id, 'w1', ended)).toBe(true);
    },
  };
}

/** The hidden fields of the form with this address. */
export function hiddenIn(html: string, action: string): Readonly<Record<string, string>> {
  const start = html.indexOf(`action="${action}"`);
  if (start < 0) throw new Error(`no form for ${action}`);
  const form = html.slice(start, html.indexOf('</form>', start));
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ]),
  );
}

/** Whoever it is, reading in English. */
export function english(under: DeskUnderTest, who: Colleague): Omit<Colleague, 'id' | 'cookie'> {
  return browser(under, { cookie: `${who.cookie}; language=en` });
}

export async function htmlOf(answer: Promise<Response> | Response, status = 200): Promise<string> {
  const response = await answer;
  const html = await response.text();
  expect([status, html.slice(0, 0)]).toEqual([response.status, '']);
  return html;
}
