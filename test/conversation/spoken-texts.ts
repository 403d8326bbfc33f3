import { sayShift } from '../../src/conversation/shift-words.ts';
import { STAGE_STEPS } from '../../src/conversation/stage-steps.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { WORDING } from '../../src/conversation/wording.ts';
import { adviceFor, unjudged } from '../../src/detection/detector.ts';
import type { Library } from '../../src/library/library.ts';

/** Every sentence that may leave the bot's mouth, each with where it stands. */
export interface SpokenText {
  readonly where: string;
  readonly language: 'zh-CN' | 'zh-TW' | 'en';
  readonly text: string;
}

export function spokenTexts(library: Library): SpokenText[] {
  const toTraditional = createTraditional();
  const chinese = (where: string, text: string): SpokenText[] => [
    { where, language: 'zh-CN', text },
    { where, language: 'zh-TW', text: toTraditional(text) },
  ];
  const both = (where: string, text: { readonly zh: string; readonly en: string } | null | undefined): SpokenText[] =>
    text ? [...chinese(where, text.zh), { where, language: 'en', text: text.en }] : [];
  const general = (['zh-CN', 'en'] as const).flatMap((language) => {
    const { dont, now } = adviceFor(null, language);
    return [dont, ...now].flatMap((text) =>
      language === 'en' ? [{ where: 'general advice', language, text }] : chinese('general advice', text),
    );
  });
  const shifts = (['today', 'tomorrow'] as const).flatMap((day) =>
    Array.from({ length: 24 * 4 }, (_, quarter) => {
      const shift = { day, hour: Math.floor(quarter / 4), minute: (quarter % 4) * 15 };
      const say = (language: 'zh-CN' | 'en'): string => sayShift(shift, { language, localize: (text) => text });
      return { zh: say('zh-CN'), en: say('en') };
    }),
  );
  return [
    ...general,
    ...unjudged(library, 'x').reasons.flatMap(({ why }) => chinese('unjudged', why)),
    ...unjudged(library, 'x', 'en').reasons.map(({ why }) => ({ where: 'unjudged', language: 'en' as const, text: why })),
    ...Object.entries(WORDING).flatMap(([key, text]) => both(`wording ${key}`, text)),
    ...shifts.flatMap((shift) => both('shift', shift)),
    ...Object.entries(STAGE_STEPS).flatMap(([stage, text]) => both(`stage ${stage}`, text)),
    ...library.types.flatMap(({ id, title, looksLike, marks, next, advice, counsel }) => [
      ...both(`type ${id} title`, title),
      ...both(`type ${id} looksLike`, looksLike),
      ...both(`type ${id} next`, next),
      ...both(`type ${id} dont`, advice.dont),
      ...counsel.flatMap((one) => both(`type ${id} counsel ${one.id}`, one.say)),
      ...marks.flatMap((mark) => chinese(`type ${id} marks`, mark)),
      ...advice.now.zh.flatMap((text) => chinese(`type ${id} now`, text)),
      ...advice.now.en.map((text) => ({ where: `type ${id} now`, language: 'en' as const, text })),
    ]),
    ...library.intents.flatMap(({ id, reply }) => both(`intent ${id}`, reply)),
    ...library.followUps.flatMap(({ id, reply }) => both(`follow-up ${id}`, reply)),
    ...library.signals.flatMap(({ id, why }) => both(`signal ${id}`, why)),
    ...library.patterns.flatMap(({ id, title, why, advice }) => [
      ...both(`pattern ${id}`, why),
      ...chinese(`pattern ${id} title`, title),
      ...both(`pattern ${id} dont`, advice?.dont),
      ...(advice?.now.zh ?? []).flatMap((text) => chinese(`pattern ${id} now`, text)),
      ...(advice?.now.en ?? []).map((text) => ({ where: `pattern ${id} now`, language: 'en' as const, text })),
    ]),
    ...Object.values(library.numbers).flatMap(({ number, title, hours }) => [
      ...both(`number ${number}`, title),
      ...both(`number ${number} hours`, hours),
    ]),
  ];
}
