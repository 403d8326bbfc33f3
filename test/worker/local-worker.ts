import { type LocalWorker, startLocalWorker } from '../../src/cli/local-worker.ts';
import { ROOT } from '../compiled-library.ts';

export const MASTER_KEY = '0f'.repeat(32);

/** The built program in workerd, and what it has logged so far. */
export async function openLocalWorker(
  folder: string,
  settings: Record<string, string> = {},
  api = false,
): Promise<LocalWorker & { readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const given = { MASTER_KEY, RATE_LIMIT: 'off', ...settings };
  const worker = await startLocalWorker({ root: ROOT, folder, settings: given, log: (line) => void lines.push(line), api });
  return { ...worker, lines };
}
