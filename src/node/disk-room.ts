import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Room on the disk of a folder, in bytes; null where the system does not say. */
export async function diskRoom(folder: string): Promise<{ readonly free: number; readonly total: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(resolve(folder));
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}
