import type { Analysis } from '../detection/analysis.ts';
import type { NotedIdentifier } from '../storage/lookups/note-identifiers.ts';

/** More than that in one message is a list, which officers import. */
const MOST_NOTED = 5;
/** Whoever reports says where to reach him, or from which card he paid: that is his own. */
const OWN =
  /(?:我|本人|自己|家里|老公|老婆|爸|妈|儿子|女儿)(?:们|自己)?的?(?:电话|手机|号码|卡|银行卡|信用卡|账|帐|联系方式|名下)[^，。；！？,;!?\d]{0,6}$/;
const LONGEST_OWN = 14;
/** The number of an identity card (GB 11643): place, day of birth, three digits, a check digit. It is somebody's own, whoever wrote it down. */
const IDENTITY_CARD = /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/i;
const IDENTITY_CARD_LENGTH = 18;
const KINDS = { phone: 'phone', account: 'account', link: 'link' } as const;

/**
 * The numbers, links and accounts of a text that somebody sends to report them. Links with their whole address, as written.
 * @param analysis of the text, as it was judged
 * @param type the scam's, where the verdict names one
 * @param cut where a part of the text was left out, in UTF-16 units: what touches it may be a piece of something else
 */
export function identifiersIn(
  { normalized, entities }: Pick<Analysis, 'normalized' | 'entities'>,
  type: string | null,
  cut: number | null = null,
): readonly NotedIdentifier[] {
  const noted = new Map<string, NotedIdentifier>();
  for (const { kind, start, end } of entities.all) {
    const known = kind in KINDS ? KINDS[kind as keyof typeof KINDS] : null;
    if (known === null || noted.size >= MOST_NOTED) continue;
    // As it was written: an address may hold capitals.
    const [from, to] = [normalized.starts[start] as number, normalized.ends[end - 1] as number];
    if (cut !== null && from <= cut + 1 && to >= cut) continue;
    const value = normalized.original.slice(from, to);
    if (IDENTITY_CARD.test(normalized.original.slice(from, from + IDENTITY_CARD_LENGTH))) continue;
    if (OWN.test(normalized.text.slice(Math.max(0, start - LONGEST_OWN), start))) continue;
    noted.set(`${known} ${value}`, { kind: known, value, type });
  }
  return [...noted.values()];
}
