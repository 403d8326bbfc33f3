import type { CsvWords } from '../../../work-index/index-csv.ts';
import { PART_WORDS } from '../../citizen/public-index/part-words.ts';
import type { DeskLanguage } from '../language.tsx';
import { INDEX_WORDS } from './index-words.ts';

const FIRST = {
  'zh-CN': ['日期', '公式版本', '层级', '镇街', '名称', '指数'],
  en: ['Day', 'Formula', 'Level', 'Town', 'Name', 'Index'],
} as const;
const LEVELS = {
  'zh-CN': { city: '全市', town: '镇街', grid: '网格' },
  en: { city: 'City', town: 'Town', grid: 'Grid' },
} as const;

/** The export is headed as the page is. */
export function csvWords(language: DeskLanguage): CsvWords {
  const [{ inputs, points, weight }, parts] = [INDEX_WORDS[language], PART_WORDS[language]];
  return {
    first: FIRST[language],
    levels: LEVELS[language],
    inputs,
    parts: Object.fromEntries(Object.entries(parts).map(([id, { name }]) => [id, name])) as CsvWords['parts'],
    points: (part) => `${part} ${points}`,
    weight: (part) => `${part} ${weight} (%)`,
  };
}
