/** A text with the dots put back that were hidden from machines: ylbx[.]xyz, ylbx点xyz, ylbx dot xyz. */
interface Revealed {
  readonly text: string;
  /** Of each unit of `text` where it stands in the one that was given. */
  readonly origins: readonly number[];
  readonly dots: readonly RevealedDot[];
}

export interface RevealedDot {
  /** Unit of the revealed text. */
  readonly at: number;
  /** In brackets, which nothing else is written like. */
  readonly sure: boolean;
}

/** Behind a letter or figure, and before one. A comma is one only where an ending and a path follow. */
const HIDDEN =
  /[a-z0-9](\s?[[({<【〔「『《]\s?(?:\.|。|点|dot)\s?[\])}>】〕」』》]\s?|\sdot\s|\s?[点·•‧・∙⋅●]\s?|\s{2,3}\.\s{0,3}|\s\.\s{2,3}|,(?=[a-z]{2,6}\/[a-z0-9]))(?=[a-z0-9])/g;
const IN_BRACKETS = /[\])}>】〕」』》]/;

/** @returns null where there is none, as in nearly all texts */
export function revealDots(text: string): Revealed | null {
  HIDDEN.lastIndex = 0;
  let match = HIDDEN.exec(text);
  if (!match) return null;
  const dots: RevealedDot[] = [];
  const origins: number[] = [];
  let revealed = '';
  let at = 0;
  const keep = (to: number): void => {
    revealed += text.slice(at, to);
    for (; at < to; at++) origins.push(at);
  };
  for (; match; match = HIDDEN.exec(text)) {
    const hidden = match[1] as string;
    keep(match.index + 1);
    dots.push({ at: revealed.length, sure: IN_BRACKETS.test(hidden) });
    origins.push(at);
    revealed += '.';
    at += hidden.length;
  }
  keep(text.length);
  return { text: revealed, origins, dots };
}

/** Endings that are everyday words: an address only with a path or a figure ("coffee·shop"). */
const WORD_ENDINGS: ReadonlySet<string> = new Set('club shop site online info app wang biz bond'.split(' '));
/** Stands before 点 and an ending where somebody tells what to tap: 打开app点vip. */
const EVERYDAY: ReadonlySet<string> = new Set('app web wifi pc qq vip vx wx ios apk http https www home index game ktv tv id'.split(' '));

/** Whether a name with such an ending is no two words with a sign between them. */
export function namesHost(name: string, ending: string): boolean {
  return /\d/.test(name) ? /[a-z]|\d{3}/.test(name) : name.length > 1 && !WORD_ENDINGS.has(ending) && !EVERYDAY.has(name);
}
