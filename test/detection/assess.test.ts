import { describe, expect, test } from 'vitest';
import { assess, THRESHOLDS } from '../../src/detection/assess.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { MACHINE_LABEL } from '../../src/detection/speakers.ts';
import type { LinkFacts, Pattern } from '../../src/library/schema.ts';
import { constantModel, NO_LINK_FACTS, pattern, signal, smallLibrary } from './small-library.ts';

const why = { zh: '理由', en: 'reason' };
const SIGNALS = [
  signal('ask-pay', 'ask', { why, phrases: ['转账|pay'] }),
  signal('ask-safe-account', 'ask', { why, phrases: ['安全账户'] }),
  signal('ask-callback', 'ask', { why, phrases: ['回拨'] }),
  signal('claims-bank', 'identity', { why, phrases: ['银行|bank'] }),
  signal('context-secret', 'context', { phrases: ['秘密'] }),
  signal('warns', 'exempt', { phrases: ['谨防诈骗'] }),
  signal('link-any', 'context', { entity: 'link' }),
  signal('link-brand', 'context', { why, entity: 'link-brand-in-foreign-domain' }),
];
const BANK_ASKS: Pattern['when'] = { all: ['claims-bank', 'ask-pay'] };
const LINKS: LinkFacts = {
  ...NO_LINK_FACTS,
  brands: [{ name: 'PayPal', words: ['paypal'], domains: ['paypal.com'] }],
  known: ['longdesk.com'],
};

/** Log-odds of a scam, for the classifier; far from any threshold. */
const [SURE, LIKELY, UNSURE, UNLIKELY] = [9, 4, 0, -6];

/** The same for a text that the classifier gives this probability. */
const oddsOf = (probability: number): number => Math.log(probability / (1 - probability));
const between = (low: number, high: number): number => oddsOf((low + high) / 2);
const DOUBTFUL = oddsOf(THRESHOLDS.yellowByCritical);

function judged(text: string, odds: number, patterns: readonly Pattern[] = [], sender?: string) {
  const library = smallLibrary({ signals: SIGNALS, patterns, links: LINKS }, odds);
  return assess(createDetector(library).analyse(text, sender), library);
}

describe('the colour', () => {
  test('is green where nothing is known and the wording is harmless', () => {
    expect(judged('今天天气好', UNLIKELY).colour).toBe('green');
  });

  test('is red where a grave pattern holds and the wording does not speak against it', () => {
    expect(judged('银行让您转账', LIKELY, [pattern('p', BANK_ASKS, { severity: 'critical' })])).toMatchObject({
      colour: 'red',
      type: 'phishing',
    });
  });

  test('is never red by wording alone, however sure the classifier', () => {
    expect(judged('今天天气好', SURE).colour).toBe('yellow');
  });

  test('is red by wording together with an ask', () => {
    expect(judged('今天转账', SURE).colour).toBe('red');
  });

  test('is not red for an address and not a word beside it, unless the address itself is odd', () => {
    expect(judged('example.com', SURE).colour).toBe('yellow');
    expect(judged(' “example.com”', SURE).colour).toBe('yellow');
    expect(judged('点开 example.com', SURE).colour).toBe('red');
    expect(judged('paypal-login.com', SURE).colour).toBe('red');
    expect(judged('转账', SURE).colour).toBe('red');
  });

  test.each(['experimental', 'deprecated'] as const)('does not hear a pattern that is %s', (status) => {
    const deaf = judged('银行让您转账', UNSURE, [pattern('p', BANK_ASKS, { status, severity: 'critical' })]);
    expect(deaf).toEqual(judged('银行让您转账', UNSURE));
  });

  test('gets worse with a link that carries a brand', () => {
    expect(judged('看 http://paypal.abcd.com/1', UNLIKELY).score).toBeGreaterThan(judged('看 http://flower.abcd.com/1', UNLIKELY).score);
  });

  test('does not hear what a warning says', () => {
    const patterns = [pattern('p', BANK_ASKS, { severity: 'critical' })];
    expect(judged('谨防诈骗。银行叫人转账的多是假的', UNLIKELY, patterns).colour).toBe('green');
  });

  test('of a long text is that of its worst part', () => {
    const patterns = [pattern('p', BANK_ASKS, { severity: 'critical' })];
    const filling = '今天天气好。'.repeat(300);
    expect(judged(`${filling}银行让您转账。${filling}`, LIKELY, patterns).colour).toBe('red');
    expect(judged(`银行。${filling}转账。`, UNLIKELY, patterns).colour).toBe('green');
  });
});

describe('an address and not a word beside it', () => {
  test.each(['longdesk.com', ' “https://www.longdesk.com/a”', 'paypal.com', 'longdesk.com, paypal.com'])(
    'of a known house is green: %s',
    (text) => {
      expect(judged(text, SURE)).toMatchObject({ colour: 'green', score: 0.1, typeSure: false, typeLikely: false });
    },
  );

  test.each(['example.com', 'longdesk.com example.com'])('of an unknown one is suspicious, and for no likeness: %s', (text) => {
    expect(judged(text, SURE)).toMatchObject({
      colour: 'yellow',
      score: 0.5,
      typeSure: false,
      typeLikely: false,
      reasons: [{ kind: 'classifier', id: 'bare-link', why: '光看一个网址，看不出是真是假' }],
      type: null,
    });
  });

  test('is no worse than its wording', () => {
    expect(judged('example.com', UNLIKELY)).toMatchObject({ colour: 'green', score: judged('今天天气好', UNLIKELY).score });
    expect(judged('longdesk.com', UNLIKELY).score).toBeLessThan(0.01);
  });

  test.each(['paypal-login.com', 'longdesk.com paypal-login.com', '转账 example.com', 'longdesk.com 转账'])(
    'is judged like any other text where something speaks against it, or a word stands beside it: %s',
    (text) => {
      const { colour, reasons } = judged(text, SURE);
      expect(colour).toBe('red');
      expect(reasons.map(({ id }) => id)).not.toContain('bare-link');
    },
  );

  test('is judged by the pattern that it fits', () => {
    expect(judged('example.com', SURE, [pattern('p', 'link-any')]).reasons[0]?.id).toBe('p');
    expect(judged('longdesk.com', SURE, [pattern('p', 'link-any')]).colour).toBe('green');
  });
});

describe.each(['link-hidden', 'link-odd-host'] as const)('an address with the mark %s', (entity) => {
  const marked = { signals: [...SIGNALS, signal(entity, 'context', { why, entity })], links: LINKS };
  const of = (text: string, signals = marked.signals) => {
    const library = smallLibrary({ ...marked, signals }, UNSURE);
    return assess(createDetector(library).analyse(text), library);
  };
  const text = entity === 'link-hidden' ? '看 flower点abcd点com' : '看 http://花店.com/1';

  test('weighs as much as foreign letters, and is shown first', () => {
    expect(of(text).score).toBeGreaterThan(of(text, SIGNALS).score + 0.2);
    expect(of(`转账, ${text}`).reasons[0]).toMatchObject({ kind: 'link', id: entity });
  });
});

describe('the colour by wording alone', () => {
  test('turns yellow at its threshold', () => {
    expect(judged('今天天气好', oddsOf(THRESHOLDS.yellow - 0.01)).colour).toBe('green');
    expect(judged('今天天气好', oddsOf(THRESHOLDS.yellow + 0.01)).colour).toBe('yellow');
  });

  test('turns red at its threshold, where something is wanted', () => {
    expect(judged('今天转账', oddsOf(THRESHOLDS.red - 0.01)).colour).toBe('yellow');
    expect(judged('今天转账', oddsOf(THRESHOLDS.red + 0.01)).colour).toBe('red');
  });

  test('is not red for a claimed name that wants nothing, unless a pattern is about just that', () => {
    expect(judged('这里是银行', SURE).colour).toBe('yellow');
    expect(judged('这里是银行', SURE, [pattern('p', 'claims-bank', { severity: 'medium' })]).colour).toBe('red');
  });

  test('is red for a host that carries a brand, and for no other link by itself', () => {
    const withoutHandles = { signals: SIGNALS.filter(({ id }) => id !== 'link-any'), links: LINKS };
    const colourOf = (text: string) => {
      const library = smallLibrary(withoutHandles, SURE);
      return assess(createDetector(library).analyse(text), library).colour;
    };
    expect(colourOf('看 http://paypal.abcd.com/1')).toBe('red');
    expect(colourOf('看 http://flower.abcd.com/1')).toBe('yellow');
  });
});

describe('a critical pattern', () => {
  const colourWith = (...severities: Pattern['severity'][]) =>
    judged(
      '银行让您转账',
      DOUBTFUL,
      severities.map((severity) => pattern(severity, BANK_ASKS, { severity })),
    ).colour;

  test('makes yellow what looks harmless otherwise; a lesser one does not', () => {
    expect([colourWith('critical'), colourWith('high'), colourWith('medium'), colourWith()]).toEqual(['yellow', 'green', 'green', 'green']);
  });

  test('does so beside a lesser one', () => {
    expect(colourWith('medium', 'critical')).toBe('yellow');
  });
});

test('a pattern that is on trial is heard like a stable one', () => {
  const asked = (status: Pattern['status']) => judged('银行让您转账', UNSURE, [pattern('p', BANK_ASKS, { status, severity: 'critical' })]);
  expect(asked('test')).toEqual(asked('stable'));
  expect(asked('test')).not.toEqual(judged('银行让您转账', UNSURE));
});

describe('a text that warns and advises to call back', () => {
  const [WARNING, ADVICE] = ['谨防诈骗。', '请回拨。'];
  const [nearlyRed, nearlyYellow] = [
    between(THRESHOLDS.red, THRESHOLDS.redInWarning),
    between(THRESHOLDS.yellow, THRESHOLDS.yellowInWarning),
  ];

  test('must look more like a scam than the same words without the warning', () => {
    expect([judged(ADVICE, nearlyRed).colour, judged(WARNING + ADVICE, nearlyRed).colour]).toEqual(['red', 'yellow']);
    expect([judged(ADVICE, nearlyYellow).colour, judged(WARNING + ADVICE, nearlyYellow).colour]).toEqual(['yellow', 'green']);
  });

  test('is not yellow for a critical pattern that the wording does not bear out', () => {
    const patterns = [pattern('p', 'ask-callback', { severity: 'critical' })];
    expect([judged(ADVICE, DOUBTFUL, patterns).colour, judged(WARNING + ADVICE, DOUBTFUL, patterns).colour]).toEqual(['yellow', 'green']);
  });

  test('is red all the same when that is nearly certain', () => {
    expect(judged(WARNING + ADVICE, SURE).colour).toBe('red');
  });

  test.each([60, 61, 65, 70])('warns for its own part of a long text only, of sentences of %i characters', (length) => {
    const advice = `请回拨${'好'.repeat(length - 4)}。`;
    expect(judged(advice.repeat(10) + WARNING, nearlyRed).colour).toBe('red');
    expect(judged(WARNING + advice.repeat(15), nearlyRed).colour).toBe('red');
  });
});

describe('a text that warns and asks for money', () => {
  const critical = [pattern('p', 'ask-pay', { severity: 'critical' })];

  test('is red for a critical pattern on little suspicion; without the warning it is not', () => {
    expect(judged('谨防诈骗。请转账', DOUBTFUL, critical).colour).toBe('red');
    expect(judged('请转账', DOUBTFUL, critical).colour).toBe('yellow');
  });

  test('is red for a safe account, whatever else it asks', () => {
    expect(judged('谨防诈骗。请转账到安全账户', DOUBTFUL).colour).toBe('red');
    expect(judged('请转账到安全账户', DOUBTFUL).colour).toBe('green');
  });

  test('is not red for less', () => {
    expect(judged('谨防诈骗。请转账', DOUBTFUL).colour).toBe('green');
    expect(judged('谨防诈骗。请转账', DOUBTFUL, [pattern('p', 'ask-pay', { severity: 'high' })]).colour).toBe('green');
  });

  test('is not red when hardly a word of it looks like a scam', () => {
    expect(judged('谨防诈骗。请转账', UNLIKELY, critical).colour).toBe('green');
  });
});

describe('what looks like our own reply', () => {
  const reply = (words: string, behind = ''): string => `像诈骗。${words}。\n${MACHINE_LABEL} 4.0.2${behind}`;
  const colours = (...texts: string[]) => texts.map((text) => judged(text, UNLIKELY).colour);

  test('is yellow with an ask in it, wherever that stands', () => {
    expect(colours(reply('转账'), reply('快来转账'), reply('天气好', ' 转账'))).toEqual(['yellow', 'yellow', 'yellow']);
  });

  test('is green when it asks for nothing, or only the words behind it do', () => {
    expect(colours(reply('天气好'), reply('这里是银行'), reply('天气好', '\n请转账'), reply('天气好', '\n请转账。天气好'))).toEqual([
      'green',
      'green',
      'green',
      'green',
    ]);
  });

  test('does not make anything milder that stands behind it', () => {
    expect(judged(reply('转账', '\n请转账'), SURE).colour).toBe('red');
  });
});

describe('the score', () => {
  test('of a long text is that of its worst part, though no part is more than green', () => {
    const patterns = [pattern('p', BANK_ASKS, { severity: 'medium' })];
    const filling = '今天天气好。'.repeat(300);
    expect(judged(`${filling}银行让您转账。${filling}`, UNSURE, patterns)).toMatchObject({
      colour: 'green',
      score: judged('银行让您转账', UNSURE, patterns).score,
    });
    expect(judged('银行让您转账', UNSURE, patterns).score).toBeGreaterThan(judged(filling, UNSURE).score);
  });

  test('grows with the severity of the pattern, and never claims certainty', () => {
    const scores = (['medium', 'high', 'critical'] as const).map(
      (severity) => judged('银行让您转账', UNSURE, [pattern('p', BANK_ASKS, { severity })]).score,
    );
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(new Set(scores).size).toBe(3);
    expect(judged('银行让您转账', 20, [pattern('p', BANK_ASKS, { severity: 'critical' })]).score).toBeLessThan(1);
  });

  test('counts several patterns as one, the strongest', () => {
    const strong = pattern('strong', BANK_ASKS, { severity: 'critical' });
    const weak = pattern('weak', 'ask-pay', { severity: 'medium' });
    expect(judged('银行让您转账', UNSURE, [strong, weak]).score).toBe(judged('银行让您转账', UNSURE, [strong]).score);
  });
});

describe('the type', () => {
  test('follows the pattern where the wording does not decide', () => {
    expect(judged('银行让您转账', LIKELY, [pattern('p', BANK_ASKS, { type: 'loan', severity: 'critical' })]).type).toBe('loan');
    expect(judged('银行让您转账', LIKELY, [pattern('p', BANK_ASKS, { type: 'phishing', severity: 'critical' })]).type).toBe('phishing');
  });
});

describe('the type is sure', () => {
  const sure = (loanOdds: number, patterns: readonly Pattern[] = []) => {
    const library = smallLibrary({ signals: SIGNALS, patterns }, LIKELY);
    const models = { ...library.models, type: constantModel(['loan', 'phishing'], 'loan', loanOdds) };
    const { type, typeSure } = assess(createDetector({ ...library, models }).analyse('银行让您转账'), library);
    return { type, typeSure };
  };
  const of = (type: Pattern['type'], severity: Pattern['severity']): Pattern => pattern(type, BANK_ASKS, { type, severity });

  test('when the type model is, and not when it only leans to it', () => {
    expect(sure(oddsOf(0.95))).toEqual({ type: 'loan', typeSure: true });
    expect(sure(oddsOf(0.55))).toEqual({ type: 'loan', typeSure: false });
    expect(sure(40)).toEqual({ type: 'loan', typeSure: true });
    expect(sure(-40)).toEqual({ type: 'phishing', typeSure: true });
  });

  test('when a pattern says so, and when another says otherwise beside it', () => {
    expect(sure(0, [of('loan', 'critical')])).toEqual({ type: 'loan', typeSure: true });
    expect(sure(0, [of('loan', 'critical'), of('phishing', 'medium')])).toEqual({ type: 'loan', typeSure: true });
  });

  test('not by a pattern of another type, which the type model outvotes', () => {
    expect(sure(oddsOf(0.66), [of('phishing', 'medium')])).toEqual({ type: 'loan', typeSure: false });
  });
});

test.each<[boolean, Pattern['severity'][]]>([
  [false, []],
  [false, ['medium']],
  [true, ['high']],
  [true, ['critical']],
  [true, ['medium', 'high']],
])('that the scheme is known is %s with patterns that are %j', (known, severities) => {
  const patterns = severities.map((severity) => pattern(severity, BANK_ASKS, { severity }));
  expect(judged('银行让您转账', UNLIKELY, patterns).schemeKnown).toBe(known);
});

test('of parts that are equally bad the first is quoted', () => {
  const text = `转账。${'今天天气好。'.repeat(300)}转账。`;
  expect(judged(text, SURE).reasons[0]).toMatchObject({ quote: '转账', start: 0 });
});

describe('the sender', () => {
  const colours = (text: string) => ['95588', '+44 7700 000000', '13800000000'].map((sender) => judged(text, UNLIKELY, [], sender).colour);

  test('raises what claims an institution and wants something from a private number', () => {
    expect(colours('银行请您转账')).toEqual(['green', 'yellow', 'yellow']);
  });

  test('abroad raises a claim or a wish alone', () => {
    expect(colours('这里是银行')).toEqual(['green', 'yellow', 'green']);
    expect(colours('请转账')).toEqual(['green', 'yellow', 'green']);
  });

  test('means nothing where the text wants nothing', () => {
    expect(colours('今天天气好')).toEqual(['green', 'green', 'green']);
  });

  test('never lowers anything', () => {
    const patterns = [pattern('p', BANK_ASKS, { severity: 'critical' })];
    for (const sender of ['110', '95588', '+44 7700 000000', '13800000000', ''])
      expect(judged('银行让您转账', LIKELY, patterns, sender)).toEqual(judged('银行让您转账', LIKELY, patterns));
  });
});
