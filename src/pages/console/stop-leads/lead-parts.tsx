import type { ReadTransfer } from '../../../stop-loss/stop-lead.ts';
import type { Officer } from '../../../storage/officer.ts';
import type { LeadView } from './lead-view.ts';

/** What an action that did not succeed says: which form, what was typed, what is wrong. */
export interface LeadRemark {
  readonly form: 'take' | 'release' | 'change' | 'check' | 'send' | 'file' | 'answer' | 'close';
  readonly typed: Readonly<Record<string, string>>;
  readonly problem: string | null;
}

export interface LeadPageProps {
  readonly view: LeadView;
  readonly officer: Officer;
  readonly now: number;
  readonly newId: () => string;
  readonly remark: LeadRemark | null;
  readonly connected: boolean;
  readonly posts: readonly { readonly id: string; readonly name: string | null; readonly state: string }[];
  readonly token: string;
}

/** In every form: of which act it is, and what he saw. */
export function Seen({ view, newId }: Pick<LeadPageProps, 'view' | 'newId'>) {
  return (
    <>
      <input type="hidden" name="formId" value={newId()} />
      <input type="hidden" name="seen" value={String(view.lead.acts)} />
    </>
  );
}

/** The position that a block of the form had; null for a new one. */
export function positionOf(typed: Readonly<Record<string, string>>, { block }: ReadTransfer): number | null {
  const text = typed[`t${block}-position`] ?? '';
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

/** What an officer may choose. */
export const CLOSINGS = ['done', 'withdrawn', 'duplicate', 'unreachable', 'no-loss'] as const;
