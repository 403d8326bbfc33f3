import type { DeskCase } from '../../storage/desk-cases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import type { CaseRemark } from './case-remark.ts';
import type { CaseView } from './case-view.ts';

export async function loadReceiptPanel(_deps: PageDeps, _deskCase: DeskCase) {
  return {};
}

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: Awaited<ReturnType<typeof loadReceiptPanel>>;
}

export function ReceiptPanel(_: Props) {
  return <></>;
}
