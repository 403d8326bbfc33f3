import { SqliteAdapter } from 'kysely';

/**
 * Kysely lets SQLite's statements stand in a queue for the one connection. Ours need none: each runs at one go, and a reader
 * shall not wait behind a writer who waits for a lock, nor a Worker's questions for each other's answers.
 */
export class UnqueuedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
