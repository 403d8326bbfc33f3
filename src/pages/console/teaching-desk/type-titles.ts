import type { PageDeps } from '../../citizen/page-deps.ts';
import type { DeskLanguage } from '../language.tsx';

export type TitleOf = (type: string) => string;

/** A type's name in the language of the desk. */
export function titlesOf({ detector }: PageDeps, language: DeskLanguage): TitleOf {
  return (id) => {
    const title = detector.library.types.find((type) => type.id === id)?.title;
    return (language === 'en' ? title?.en : title?.zh) ?? id;
  };
}
