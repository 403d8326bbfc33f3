import { normalizeContent } from '../../src/detection/normalize-content.ts';
import { trainModels } from '../../src/detection/training.ts';
import { checksumOf, encodeArtefact, encodePayload } from '../../src/library/artefact.ts';
import { compileContent } from '../../src/library/compile.ts';
import { signRelease } from '../../src/library/release-signature.ts';
import type { Pattern, Signal } from '../../src/library/schema.ts';
import { parseSources, type SourceFiles } from '../../src/library/sources.ts';
import { pattern, signal } from '../detection/small-library.ts';
import { smallSources } from '../library/small-sources.ts';

/** The files of a library that is small enough to be trained in a moment, and tells a parcel from a scam. */

const PLACES = ['杭州', '湖州', '德清', '长兴', '安吉', '南浔', '吴兴', '织里'];
const LURE = '您的ETC已停用，请点击链接填写银行卡号和验证码，逾期将注销';
const CALM = '妈，我今晚加班，饭不用等我了';

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
/** JSON is YAML. */
const yaml = (value: unknown): string => JSON.stringify(value, null, 2);

export function signalFile(id: string, role: Signal['role'], phrases: readonly string[], examples?: Signal['examples']): [string, string] {
  const said = phrases.map((phrase) => `他说${phrase}吧`);
  const own = { positive: [...said, ...said].slice(0, 2), negative: ['今天天气好'] };
  return [`scam-patterns/signals/${id}.yaml`, yaml(signal(id, role, { phrases: [...phrases], examples: examples ?? own }))];
}
export function patternFile(
  id: string,
  when: Pattern['when'],
  positive: readonly string[],
  parts: Partial<Pattern> = {},
): [string, string] {
  const examples = {
    positive: [...positive],
    negative: ['明天开会', '饭做好了', '路上堵车'].map((text) => ({ text, reason: '平常话' })),
  };
  return [`scam-patterns/patterns/phishing/${id}.yaml`, yaml(pattern(id, when, { examples, ...parts }))];
}

export const CARD_EXAMPLES = PLACES.slice(0, 3).map((place) => `【${place}】${LURE}`);

export function smallTree(): Map<string, string> {
  const sources = smallSources();
  const scams = PLACES.flatMap((place) => [`【${place}】${LURE}`, `【ETC】${place}用户，${LURE} http://etc-${place.length}.top`]);
  const calm = PLACES.flatMap((place) => [`${CALM}，我在${place}`, `妈，我今晚到${place}，不用等我`, `${place}今天下雨，饭做好了`]);
  return new Map([
    ...sources.types.map((type) => [`scam-patterns/types/${type.id}.yaml`, yaml(type)] as const),
    ...sources.intents.map((intent) => [`intents/${intent.id}.yaml`, yaml(intent)] as const),
    ['scam-patterns/numbers.yaml', yaml(sources.numbers)],
    ['scam-patterns/variants.yaml', yaml(sources.variants)],
    ['scam-patterns/negators.yaml', yaml(sources.negators)],
    ['scam-patterns/links.yaml', yaml(sources.links)],
    signalFile('ask-card', 'ask', ['银行卡号']),
    signalFile('claims-etc', 'identity', ['etc']),
    patternFile('etc-card', { all: ['ask-card', 'claims-etc'] }, CARD_EXAMPLES, { severity: 'critical' }),
    [
      'scam-patterns/corpus/small.jsonl',
      lines([
        ...[...scams, ...scams].map((text) => ({ text, kind: 'scam', type: 'phishing' })),
        ...[...calm, ...calm].map((text) => ({ text, kind: 'legit' })),
      ]),
    ],
    [
      'scam-patterns/gate/forwards.jsonl',
      lines([
        ...scams.map((text, id) => ({ id: `s${id}`, text, kind: 'scam', accept: ['red'], type: 'phishing' })),
        ...calm.map((text, id) => ({ id: `l${id}`, text, kind: 'legit', accept: ['green'] })),
      ]),
    ],
    ['scam-patterns/gate/dialogues.jsonl', lines([{ turns: [{ user: CALM, expect: { accept: null, escalate: false } }] }])],
  ]);
}

async function compileTree(tree: SourceFiles) {
  const sources = parseSources(tree);
  const content = normalizeContent(compileContent(sources));
  const payload = encodePayload(content, await trainModels(content, sources));
  return { payload, checksum: await checksumOf(payload) };
}

export async function releaseTree(tree: SourceFiles, version: string, privateKey: string) {
  const { payload, checksum } = await compileTree(tree);
  const signature = await signRelease({ version, checksum }, 'test', privateKey);
  return { version, checksum, artefact: encodeArtefact({ version, signature }, checksum, payload) };
}
