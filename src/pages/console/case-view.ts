import type { Context } from 'hono';
import type { CheckAnswer } from '../../conversation/answer.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { Officer } from '../../storage/officer.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { deskLanguage } from './language.tsx';
import { queueView } from './queue-page.tsx';
import type { QueueView } from './queue-table.tsx';
import { officerOf } from './session.ts';
import { type TypeVerdict, typeVerdict } from './type-advice.ts';

/** How a case looks to whoever looks at it. */
export interface CaseView extends QueueView {
  readonly officer: Officer;
  /** He works on it. */
  readonly mine: boolean;
  /** He may read the citizen's words and numbers in full. */
  readonly open: boolean;
  /** Scam types with their everyday names. */
  readonly types: readonly { readonly id: string; readonly title: string }[];
  /** Our own number, which is never masked. */
  readonly hotline: string;
  readonly typeVerdict: (verdict: CheckAnswer) => TypeVerdict;
}

export async function caseViewOf(deps: PageDeps, context: Context, { id, status, owner }: DeskCase): Promise<CaseView> {
  const officer = officerOf(context);
  const mine = status === 'claimed' && owner?.id === officer.id;
  const language = deskLanguage(context);
  const types = deps.detector.library.types.map(({ id, title }) => ({ id, title: language === 'en' ? title.en : title.zh }));
  return {
    ...queueView(deps, officer.id, { language }),
    officer,
    mine,
    hotline: deps.config.HOTLINE_NUMBER,
    open: mine || (await deps.storage.isUnmasked(officer.id, id)),
    types,
    typeVerdict: (verdict) => typeVerdict(deps, verdict, language),
  };
}
