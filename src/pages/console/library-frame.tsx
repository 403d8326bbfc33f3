import type { Child } from 'hono/jsx';
import { type Spoken, useWords } from './language.tsx';
import { ScriptCount } from './script-count.tsx';

export const LIBRARY_PATH = '/console/library';
export const SEARCH_PATH = `${LIBRARY_PATH}/search`;
export const TRY_PATH = `${LIBRARY_PATH}/try`;
export const NEW_SCRIPTS_PATH = `${LIBRARY_PATH}/new`;

export function patternPath(id: string): string {
  return `${LIBRARY_PATH}/patterns/${encodeURIComponent(id)}`;
}
export function newScriptPath(id: string): string {
  return `${NEW_SCRIPTS_PATH}/${encodeURIComponent(id)}`;
}
/** In the list of all of them: a follow-up has no page of its own. */
export function followUpPath(id: string): string {
  return `${SEARCH_PATH}?kind=follow-up#${encodeURIComponent(id)}`;
}
export function signalPath(id: string): string {
  return `${LIBRARY_PATH}/signals/${encodeURIComponent(id)}`;
}
export function typePath(id: string): string {
  return `${SEARCH_PATH}?${new URLSearchParams({ type: id })}`;
}

const TABS = [
  { path: LIBRARY_PATH, name: { 'zh-CN': '版本', en: 'Releases' } },
  { path: SEARCH_PATH, name: { 'zh-CN': '查找', en: 'Search' } },
  { path: TRY_PATH, name: { 'zh-CN': '试一试', en: 'Try a text' } },
  { path: NEW_SCRIPTS_PATH, name: { 'zh-CN': '新话术', en: 'New scripts' } },
  { path: `${LIBRARY_PATH}/drafts`, name: { 'zh-CN': '草稿', en: 'Drafts' } },
  { path: `${LIBRARY_PATH}/call-backs`, name: { 'zh-CN': '要回电的人', en: 'People to call back' } },
] as const satisfies readonly { path: string; name: Spoken<string> }[];
type Tab = (typeof TABS)[number]['path'];

const WORDS: Spoken<{ parts: string; atWork: string }> = {
  'zh-CN': { parts: '套路库的页面', atWork: '正在用的版本' },
  en: { parts: 'Pages of the library', atWork: 'Release at work' },
};

interface FrameProps {
  readonly title: Child;
  readonly at: Tab | null;
  /** The release that judges at this moment. */
  readonly version: string;
  /** false: he may read none of the others. */
  readonly tabs?: boolean;
  readonly children: Child;
}

/** Around every page of the library: where one is, and with which release. */
export function LibraryFrame({ title, at, version, tabs = true, children }: FrameProps) {
  const words = useWords(WORDS);
  return (
    <section class="queue-page library">
      <header class="queue-head">
        <h1>{title}</h1>
        {tabs && (
          <nav class="library-tabs" aria-label={words.parts}>
            {TABS.map(({ path, name }) => (
              <a href={path} aria-current={at === path ? 'page' : undefined}>
                {useWords(name)}
                {path === NEW_SCRIPTS_PATH && <ScriptCount />}
              </a>
            ))}
          </nav>
        )}
        <p class="library-version">
          {words.atWork} <b class="number">{version}</b>
        </p>
      </header>
      {children}
    </section>
  );
}
