import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { Draft } from '../../storage/draft.ts';
import type { FileVersion } from '../../storage/library-sources.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import { dayAndTime } from './day-and-time.ts';
import { baseForDraft, renderDrafts } from './draft-list.tsx';
import { BEGIN_PATH, draftFilePath, isEditable, titleOf } from './draft-paths.ts';
import { LONGEST_TITLE, NOT_DONE } from './draft-words.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from './language.tsx';
import { fileDiffPath, releasePath } from './library-addresses.ts';
import { LIBRARIANS } from './roles.ts';
import { officerOf } from './session.ts';

const MOST_DRAFTS = 50;
const NEW = 'new';

interface Words {
  readonly language: DeskLanguage;
  readonly edit: string;
  readonly where: string;
  readonly fresh: string;
  readonly title: (name: string) => string;
  readonly unknown: string;
  readonly history: string;
  readonly none: string;
  readonly columns: readonly [release: string, at: string, by: string, difference: string];
  readonly compare: string;
  readonly first: string;
  readonly gone: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    edit: '修改',
    where: '改在哪个草稿里',
    fresh: '新的草稿',
    title: (name) => `修改：${name}`,
    unknown: '没有这个文件，或者草稿不能改它。',
    history: '历史',
    none: '存着的版本里没有它的记录。',
    columns: ['版本', '时间', '谁发布的', '改了什么'],
    compare: '和上一次比',
    first: '第一次出现',
    gone: '去掉了',
  },
  en: {
    language: 'en',
    edit: 'Edit',
    where: 'In which draft',
    fresh: 'a new draft',
    title: (name) => `Edit: ${name}`,
    unknown: 'There is no such file, or a draft cannot change it.',
    history: 'History',
    none: 'The releases kept tell nothing of it.',
    columns: ['Release', 'When', 'Published by', 'What changed'],
    compare: 'compare with the one before',
    first: 'first seen',
    gone: 'taken away',
  },
};

export interface EntryHistory {
  readonly path: string;
  readonly versions: readonly FileVersion[];
  /** Open ones of his, to which it can be added; null: he may not change anything. */
  readonly drafts: readonly Draft[] | null;
}

/** What stands of a file below its page: where it was changed, and where he can change it. */
export async function loadEntryHistory({ storage }: PageDeps, context: Context, path: string): Promise<EntryHistory> {
  const officer = officerOf(context);
  const writes = LIBRARIANS.includes(officer.role);
  const [versions, open] = await Promise.all([
    storage.fileHistory(path),
    writes ? storage.listDrafts(['open'], MOST_DRAFTS) : Promise.resolve([]),
  ]);
  return { path, versions, drafts: writes ? open.filter(({ authorId }) => authorId === officer.id) : null };
}

/** Begins a draft with this file, or adds it to one of his. */
export function EditButton({ history: { path, drafts } }: { history: EntryHistory }) {
  const words = useWords(WORDS);
  if (drafts === null) return null;
  return (
    <form class="library-edit" method="post" action={BEGIN_PATH}>
      <input type="hidden" name="path" value={path} />
      {drafts.length === 0 ? (
        <input type="hidden" name="draft" value={NEW} />
      ) : (
        <label>
          {words.where}{' '}
          <select name="draft">
            {drafts.map(({ id, title }) => (
              <option value={id} lang="zh-CN">
                {title}
              </option>
            ))}
            <option value={NEW}>{words.fresh}</option>
          </select>
        </label>
      )}
      <button class="act act-first" type="submit">
        {words.edit}
      </button>
    </form>
  );
}

/** The releases in which the file is not what it was before. */
export function HistoryPart({ history: { path, versions } }: { history: EntryHistory }) {
  const words = useWords(WORDS);
  return (
    <section class="library-part" aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      {versions.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <table class="queue audit draft-table">
          <thead>
            <tr>
              {words.columns.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {versions.map(({ version, keptAt, publishedBy, checksum }, at) => {
              const before = versions[at + 1];
              return (
                <tr>
                  <th scope="row" class="number">
                    <a href={releasePath(version)}>{version}</a>
                  </th>
                  <td class="number">{dayAndTime(keptAt, words.language)}</td>
                  <td>{publishedBy}</td>
                  <td>
                    {checksum === null && `${words.gone} `}
                    {before ? <a href={fileDiffPath(path, before.version, version)}>{words.compare}</a> : words.first}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** `POST /console/library/edit` */
export function beginEdit(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const language = deskLanguage(context);
    const words = WORDS[language];
    const { path = '', draft = NEW } = await typedFields(context);
    if (!isEditable(path)) throw new AppError('draft.unknown-file', words.unknown, 404);
    if (draft !== NEW) {
      const known = await deps.storage.readDraft(draft);
      if (known?.state === 'open') return context.redirect(draftFilePath(known.id, path), 303);
      const notice = NOT_DONE[language].state;
      return context.html(await renderDrafts(deps, context, { title: '', problem: null, notice }), 409);
    }
    const title = words.title(titleOf(deps.detector.library, path) ?? path).slice(0, LONGEST_TITLE);
    const found = await baseForDraft(deps, language);
    if ('notice' in found) return context.html(await renderDrafts(deps, context, { title, problem: null, notice: found.notice }), 409);
    const id = await deps.storage.createDraft({ title, base: found.base, officerId: officerOf(context).id });
    return context.redirect(draftFilePath(id, path), 303);
  };
}
