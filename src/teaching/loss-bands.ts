import type { LossBand } from '../storage/teaching/teaching-tables.ts';

const TEN_THOUSAND_YUAN = 1_000_000;

/** @param lost fen, from 0 on */
export function lossBandOf(lost: number): LossBand {
  if (lost <= 0) return 'none';
  if (lost < TEN_THOUSAND_YUAN) return 'under-1';
  if (lost < 5 * TEN_THOUSAND_YUAN) return '1-5';
  if (lost < 10 * TEN_THOUSAND_YUAN) return '5-10';
  return lost < 50 * TEN_THOUSAND_YUAN ? '10-50' : 'over-50';
}

export const LOSS_BAND_WORDS: Readonly<Record<LossBand, string>> = {
  none: '钱保住了',
  'under-1': '损失不到1万元',
  '1-5': '损失1万到5万元',
  '5-10': '损失5万到10万元',
  '10-50': '损失10万到50万元',
  'over-50': '损失50万元以上',
};
