import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { Draft, DraftFile } from '../../storage/draft.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { isEditable } from './draft-paths.ts';
import { templateOf } from './draft-templates.ts';
import { deskLanguage, type Spoken } from './language.tsx';

/** A file as a draft has it, beside what its base has. */
export interface FileInDraft {
  readonly draft: Draft;
  readonly path: string;
  /** What the draft makes of it; null: it has not changed it. */
  readonly changed: DraftFile | null;
  /** null: the base has no such file. */
  readonly base: string | null;
  readonly baseChecksum: string | null;
  /** Where somebody begins to write. */
  readonly text: string;
}

const NO_FILE: Spoken<string> = {
  'zh-CN': '草稿不能改这个文件。套路、信号和训练文字可以改；用来量的文字不行。',
  en: 'A draft cannot change this file. Patterns, signals and training texts can be changed; what releases are measured by cannot.',
};

/** @throws AppError 404 `draft.unknown-file` */
export async function loadFile({ storage }: Pick<PageDeps, 'storage'>, context: Context, draft: Draft, path: string): Promise<FileInDraft> {
  const language = deskLanguage(context);
  if (!isEditable(path)) throw new AppError('draft.unknown-file', NO_FILE[language], 404);
  const [files, base, checksums] = await Promise.all([
    storage.draftFiles(draft.id),
    storage.readSource(draft.base, path),
    storage.sourceIndex(draft.base),
  ]);
  const changed = files.find((file) => file.path === path) ?? null;
  return {
    draft,
    path,
    changed,
    base,
    baseChecksum: changed ? changed.baseChecksum : (checksums.get(path) ?? null),
    text: changed?.body ?? base ?? templateOf(path, language),
  };
}

/** Names the text that he had before his eyes: another one, and a colleague was faster. */
export function seenOf({ draft, changed }: Pick<FileInDraft, 'draft' | 'changed'>): string {
  return `${draft.base} ${changed ? changed.updatedAt : 'base'}`;
}
