import { LIBRARY_PATH } from './library-frame.tsx';

export const LIBRARY_CALL_BACKS_PATH = `${LIBRARY_PATH}/call-backs`;
export const HISTORY_PATH = `${LIBRARY_PATH}/history`;

/** What a release has changed; with another one beside it. */
export function releasePath(version: string, beside?: string): string {
  const path = `${LIBRARY_PATH}/releases/${encodeURIComponent(version)}`;
  return beside === undefined ? path : `${path}?${new URLSearchParams({ with: beside })}`;
}

/** How a file differs between two releases. */
export function fileDiffPath(path: string, from: string, to: string): string {
  return `${HISTORY_PATH}?${new URLSearchParams({ path, from, to })}`;
}
