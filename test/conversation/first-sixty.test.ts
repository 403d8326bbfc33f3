import { describe, expect, it } from 'vitest';
import { head } from '../../src/conversation/compose.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createVoice, WORDING } from '../../src/conversation/wording.ts';
import { adviceFor, unjudged } from '../../src/detection/detector.ts';
import type { Verdict } from '../../src/detection/verdict.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

/** An SMS or a lock screen shows no more: the colour, the one don't and the number must stand in here. */
const SHOWN = 60;
const NUMBER = /(?<!\d)(?:96110|110)(?!\d)/;

const library = await loadLibraryForTests();
const toTraditional = createTraditional();

describe.each(['zh-CN', 'zh-TW', 'en'] as const)('the first 60 characters in %s', (language) => {
  const voice = createVoice(language, toTraditional);
  const verdict = (colour: Verdict['colour'], type: Verdict['type'] = null): Verdict => ({
    ...unjudged(library, 'x'),
    colour,
    type,
    language,
  });
  const lacking = (text: string, dont: string | RegExp, symbol: string): string[] => {
    const shown = text.slice(0, SHOWN);
    return [
      shown.includes(symbol) ? '' : 'colour',
      (typeof dont === 'string' ? shown.includes(dont) : dont.test(shown)) ? '' : 'don’t',
      NUMBER.test(shown) ? '' : 'number',
    ].filter(Boolean);
  };

  it.each(library.types)('of a red verdict say all that matters: $id', (type) => {
    const text = head(verdict('red', { id: type.id, title: '' }), library, voice);
    expect({ text, lacking: lacking(text, voice.localize(adviceFor(type, language).dont), '🔴') }).toEqual({ text, lacking: [] });
  });

  it.each(library.patterns.filter(({ advice }) => advice))('of a red verdict with advice of its own too: $id', (pattern) => {
    const own = verdict('red', { id: pattern.type, title: '' });
    const text = head({ ...own, advice: { ...own.advice, scheme: pattern.id } }, library, voice);
    const dont = adviceFor(null, language, pattern).dont;
    expect({ text, lacking: lacking(text, voice.localize(dont), '🔴') }).toEqual({ text, lacking: [] });
  });

  it('of a red verdict without a type too', () => {
    expect(lacking(head(verdict('red'), library, voice), voice.localize(adviceFor(null, language).dont), '🔴')).toEqual([]);
  });

  it.each([
    ['headYellow', '🟡', /别转账|別轉賬|別轉帳|Pay nothing/],
    ['headGreen', '🟢', /停下|Stop/],
    ['unsure', '🟡', /别转账|別轉賬|別轉帳|Pay nothing/],
    ['emergency', '🔴', /别再转钱|別再轉錢|pay nothing/],
    ['danger', '🔴', /别再转钱|別再轉錢|pay nothing/],
    ['runner', '🔴', /别再替人收钱|別再替人收錢|no more money/],
    ['stopLoss', '🔴', /别再转钱|別再轉錢|Pay nothing more/],
    ['secondScam', '🔴', /别付钱|別付錢|Pay nothing/],
    ['realDissuasion', '🟡', /别转账|別轉賬|別轉帳|pay nothing/],
    ['policeInvitation', '🟡', /先核实|先核實|Check first/],
  ] as const)('of %s say all that matters', (key, symbol, dont) => {
    expect({ text: voice.say(key), lacking: lacking(voice.say(key), dont, symbol) }).toEqual({ text: voice.say(key), lacking: [] });
  });

  it('put life before money, with the number', () => {
    const shown = voice.say('despair').slice(0, SHOWN);
    expect(shown).toMatch(/平安|life/);
    expect(shown).toMatch(/(?<!\d)110(?!\d)/);
  });

  it('of a neutral reply give nothing away to whoever reads along', () => {
    expect(WORDING.watched.zh + WORDING.watched.en).not.toMatch(/\d|诈骗|报警|🔴|🟡|🟢|scam|police/);
  });
});
