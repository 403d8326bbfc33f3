import { writtenAmount } from '../../desk/amounts.ts';
import type { Spoken } from './language.tsx';

/** `20,000.00元`, `20,000.00 yuan`. Fen. */
export const amountIn: Spoken<(fen: number) => string> = {
  'zh-CN': writtenAmount,
  en: (fen) => writtenAmount(fen).replace('元', ' yuan'),
};
