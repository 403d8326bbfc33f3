import { randomBytes } from 'node:crypto';
import { createSurroundings } from '../../conversation/surroundings.ts';
import type { Detector } from '../../detection/detector.ts';
import type { Rehearsal } from '../../librarian/measure-dialogues.ts';
import * as measured from '../../librarian/measure-gate.ts';
import type { Report } from '../../librarian/measure-rows.ts';
import { createLog } from '../../log.ts';
import { openNodeSqlite } from '../../storage/node-sqlite.ts';
import { readSettings } from '../read-settings.ts';

/** Dialogues, messages of a chat or forwarded texts, in the city of the settings. */
export function evaluateAny(detector: Detector, rows: readonly unknown[]): Promise<Report> {
  return measured.evaluateAny(detector, rows, localRehearsal());
}

export function localRehearsal(): Rehearsal {
  const config = readSettings();
  return {
    log: createLog('silent', () => undefined),
    surroundings: createSurroundings(config, Date.now, () => 'A000000'),
    openDatabase: () => openNodeSqlite(':memory:'),
    newId: () => randomBytes(12).toString('base64url'),
  };
}
