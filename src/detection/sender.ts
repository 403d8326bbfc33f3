/**
 * What a sender's number tells. It may raise suspicion and never lowers it: any number can be forged, so there is no
 * value that means "official". `foreign`: +/00 and not +86. `mobile`: a private mobile number.
 */
export type Sender = 'unknown' | 'foreign' | 'mobile';

export function judgeSender(sender: string | undefined): Sender {
  const plain = (sender ?? '').normalize('NFKC').replace(/[\s()-]/g, '');
  if (/^(?:\+|00)(?!86)\d{5,}$/.test(plain)) return 'foreign';
  if (/^(?:\+86|0086|86)?1[3-9]\d{9}$/.test(plain)) return 'mobile';
  return 'unknown';
}
