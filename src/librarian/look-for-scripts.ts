import { HOUR, MINUTE } from '../durations.ts';
import type { Storage } from '../storage/storage.ts';
import { SCRIPTS_LOOK_BACK } from './find-new-scripts.ts';
import type { Workshop } from './workshop.ts';

interface LookDeps {
  readonly storage: Pick<Storage, 'takeScriptLook' | 'endScriptLook' | 'consultsSince'>;
  readonly workshop: Pick<Workshop, 'findScripts'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** So often it is looked by itself: what came up over night is there in the morning, and what comes up at noon before the evening. */
const SLOT = 4 * HOUR;
/** A look takes seconds; one that was cut off is begun anew after so long. */
const LEASE = 30 * MINUTE;
/** The first one so long after the start, when whoever waited for the server has been answered. */
const EVERY_MS = 10 * MINUTE;

function slotOf(now: number): number {
  return Math.floor(now / SLOT);
}

/** By itself, one server of all once in each slot. False when there was nothing to do. */
export async function lookInTurn(deps: LookDeps): Promise<boolean> {
  const { storage, now } = deps;
  const slot = slotOf(now());
  if (!(await storage.takeScriptLook(slot, LEASE))) return false;
  // Where nobody has asked anything no thread is started and no library loaded.
  const [first] = await storage.consultsSince(now() - SCRIPTS_LOOK_BACK, null, 1);
  if (first) await lookNow(deps);
  else await storage.endScriptLook(slot, 0);
  return true;
}

/** At a librarian's wish. @returns how many are new @throws AppError `workshop.broken` */
export async function lookNow({ storage, workshop, now }: LookDeps): Promise<number> {
  const found = await workshop.findScripts();
  await storage.endScriptLook(slotOf(now()), found);
  return found;
}

/** Only where there is a workshop to do it. */
export function libraryChores({ workshop, ...deps }: Omit<LookDeps, 'workshop'> & { readonly workshop: Workshop | null }) {
  if (!workshop) return [];
  return [{ name: 'new-scripts', everyMs: EVERY_MS, work: () => lookInTurn({ ...deps, workshop }) }];
}
