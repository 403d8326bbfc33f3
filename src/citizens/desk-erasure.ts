import type { ErasureOrder, ErasureRequest, WhatStays } from '../storage/privacy/erasure-requests.ts';
import type { Erasable, ErasableFacts } from '../storage/privacy/find-erasable.ts';
import type { Storage } from '../storage/storage.ts';
import { eraseAll, whatStays } from './own-data.ts';

/** What an officer is shown of whom he has found: that it is there and how much, nothing of what was said. */
export interface FoundToErase extends ErasableFacts {
  readonly stays: WhatStays;
}

export async function lookAtErasable(storage: Storage, whose: Erasable): Promise<FoundToErase> {
  const facts = await storage.erasableFacts(whose);
  const { cases, stopLeads } = await whatStays(storage, facts.conversations);
  const leads = new Set(facts.openLead === null ? stopLeads : [...stopLeads, facts.openLead]);
  return { ...facts, stays: { cases, stopLeads: [...leads].sort(), warnings: facts.warnings } };
}

/** Writes the order down first, then does what he himself would have done. Pressed twice, it is done once. */
export async function eraseAtTheDesk(storage: Storage, id: string, order: Omit<ErasureOrder, 'stays'>): Promise<void> {
  const request = await storage.erasureRequest(id);
  if (!request) return;
  if (!request.ordered) await storage.orderErasure(id, { ...order, stays: (await lookAtErasable(storage, request.whose)).stays });
  await carryOut(storage, id);
}

/** Of what is ordered; again does no harm. */
export async function carryOut(storage: Storage, id: string): Promise<void> {
  const request = await storage.erasureRequest(id);
  if (!request?.ordered || request.ordered.doneAt !== null) return;
  await erase(storage, request);
  await storage.noteErasureDone(id);
}

async function erase(storage: Storage, { whose, officerId }: ErasureRequest): Promise<void> {
  const { conversations } = await storage.erasableFacts(whose);
  await storage.forgetBeside(whose);
  await eraseAll(storage, { citizenId: whose.citizenId, conversations, officerId });
}

/** What was ordered, and cut off by a crash. */
export function finishErasures({ storage }: { readonly storage: Storage }) {
  return {
    name: 'erasures ordered at the desk',
    everyMs: 60_000,
    async work() {
      const id = await storage.unfinishedErasure();
      if (id !== null) await storage.onePiece('desk-erase', id, () => carryOut(storage, id));
      return id !== null;
    },
  };
}
