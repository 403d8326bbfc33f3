import type { Tier } from './tier-plan.ts';

/** Who is warned, and of what. Sealed whole. */
export interface WarnedPerson {
  /** As `telephoneNumber` writes it. */
  readonly phone: string;
  readonly name: string | null;
  readonly address: string | null;
  /** What the source knows: who talks with him since when, which app. */
  readonly story: string | null;
  /** Account that he pays from or to; never shown to advisors. */
  readonly account: string | null;
  /** Fen. */
  readonly amount: number | null;
}

/** A warning as a source gives it, checked. */
export interface NewWarning {
  readonly source: string;
  readonly externalId: string;
  readonly tier: Tier;
  /** Id of a scam type. */
  readonly type: string | null;
  readonly town: string | null;
  readonly gridId: string | null;
  readonly caseId?: string | null;
  readonly person: WarnedPerson;
}
