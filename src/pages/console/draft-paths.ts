import { mayDraftChange } from '../../librarian/draft-tree.ts';
import type { Library } from '../../library/library.ts';
import { LIBRARY_PATH } from './library-frame.tsx';

export const DRAFTS_PATH = `${LIBRARY_PATH}/drafts`;
export const BEGIN_PATH = `${LIBRARY_PATH}/edit`;

/** The page of a draft, or of a part of it. */
export function draftPath(id: string, part = ''): string {
  return `${DRAFTS_PATH}/${encodeURIComponent(id)}${part && `/${part}`}`;
}
export function draftFilePath(id: string, path: string): string {
  return `${draftPath(id, 'files')}?${new URLSearchParams({ path })}`;
}

export function patternFile(type: string, id: string): string {
  return `scam-patterns/patterns/${type}/${id}.yaml`;
}
export function signalFile(id: string): string {
  return `scam-patterns/signals/${id}.yaml`;
}
/** Where a draft puts its new training texts: its own file, so that two drafts never meet in one. */
export function corpusFile(draftId: string): string {
  const short = draftId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 8);
  return `scam-patterns/corpus/console-${short}.jsonl`;
}

/** May a draft change this file? What a release is measured by is not for those who write it. */
export function isEditable(path: string): boolean {
  return path.length <= 200 && mayDraftChange(path);
}

export interface KnownFile {
  readonly kind: 'pattern' | 'signal' | 'follow-up' | 'corpus' | 'other';
  /** Empty where the path does not name one. */
  readonly id: string;
  readonly type: string | null;
}

export function fileOf(path: string): KnownFile {
  const pattern = /^scam-patterns\/patterns\/([a-z-]+)\/([a-z0-9-]+)\.yaml$/.exec(path);
  if (pattern) return { kind: 'pattern', id: pattern[2] ?? '', type: pattern[1] ?? '' };
  const signal = /^scam-patterns\/signals\/([a-z0-9-]+)\.yaml$/.exec(path);
  if (signal) return { kind: 'signal', id: signal[1] ?? '', type: null };
  const followUp = /^scam-patterns\/follow-ups\/([a-z0-9-]+)\.yaml$/.exec(path);
  if (followUp) return { kind: 'follow-up', id: followUp[1] ?? '', type: null };
  return { kind: path.startsWith('scam-patterns/corpus/') ? 'corpus' : 'other', id: '', type: null };
}

/** What the release at work calls a pattern, a signal or a follow-up; null: it does not know it. */
export function titleOf({ patterns, signals, followUps }: Library, path: string): string | null {
  const { kind, id } = fileOf(path);
  const known = kind === 'pattern' ? patterns : kind === 'signal' ? signals : kind === 'follow-up' ? followUps : [];
  return known.find((one) => one.id === id)?.title ?? null;
}
