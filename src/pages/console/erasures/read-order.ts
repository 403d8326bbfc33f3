import type { FoundToErase } from '../../../citizens/desk-erasure.ts';
import { maskText } from '../../../desk/masking.ts';
import type { ErasableFacts } from '../../../storage/privacy/find-erasable.ts';
import { ERASURE_GROUNDS, type ErasureGround } from '../../../storage/privacy/privacy-tables.ts';
import type { ERASURE_WORDS } from './erasure-words.ts';

/** Characters. */
const LONGEST_REMARK = 100;

export interface OrderProblems {
  readonly ground?: string;
  readonly remark?: string;
  readonly told?: string;
  readonly code?: string;
}
/** Whom it is about, and what was typed and is wrong. */
export interface OrderView {
  readonly id: string;
  readonly found: FoundToErase;
  readonly typed?: Readonly<Record<string, string>>;
  readonly problems?: OrderProblems;
}
type Words = (typeof ERASURE_WORDS)['en']['problems'];

interface ReadOrder {
  /** null: something is wrong. */
  readonly order: { readonly ground: ErasureGround; readonly remark: string } | null;
  readonly problems: OrderProblems;
}

/** All that is wrong at once, before a code is used up. */
export function readOrder(fields: Readonly<Record<string, string>>, facts: ErasableFacts, words: Words): ReadOrder {
  const { remark = '', told } = fields;
  const ground = ERASURE_GROUNDS.find((one) => one === fields.ground);
  const wrongGround = ground === undefined ? words.ground : unfit(ground, facts, words);
  const wrongRemark = problemOf(remark, ground, words);
  const problems = {
    ...(wrongGround !== null && { ground: wrongGround }),
    ...(wrongRemark !== null && { remark: wrongRemark }),
    ...(told !== 'yes' && { told: words.told }),
  };
  return { order: ground === undefined || Object.keys(problems).length > 0 ? null : { ground, remark }, problems };
}

function unfit(ground: ErasureGround, { registration, hasNumber }: ErasableFacts, words: Words): string | null {
  const isChild = registration?.ageBand === 'under14';
  if (isChild && (ground === 'in-person' || ground === 'called-back')) return words.guardianOnly;
  if (ground === 'guardian' && registration !== null && !isChild) return words.noChild;
  return ground === 'called-back' && !hasNumber ? words.noNumber : null;
}

/** It outlives the erasure: what the desk would mask may not stand in it. */
function problemOf(remark: string, ground: ErasureGround | undefined, words: Words): string | null {
  if ([...remark].length > LONGEST_REMARK) return words.remarkLong;
  const plain = remark.normalize('NFKC').replace(/\p{Cf}/gu, '');
  if (maskText(plain) !== plain) return words.remarkPersonal;
  return ground === 'other' && remark === '' ? words.remarkMissing : null;
}
