import { LIBRARY_PATH } from './library-frame.tsx';

export const NEW_SCRIPTS_PATH = `${LIBRARY_PATH}/new`;

export function newScriptPath(id: string): string {
  return `${NEW_SCRIPTS_PATH}/${encodeURIComponent(id)}`;
}
