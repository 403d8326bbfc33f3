import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { unreadable } from '../refusals.ts';

/** WeChat's deepest is five (`xml > SendPicsInfo > PicList > item > PicMd5Sum`); what is deeper is rubbish. */
const MOST_NESTED = 8;
/** The root comes at once: with nothing allowed before it but a declaration, there is no room for a DOCTYPE. */
const ROOT = /^(?:<\?xml\s[^<>]{0,200}\?>\s*)?<xml\s*>/;

const DOCUMENT = z.object({ xml: z.record(z.string(), z.unknown()) });

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
  // MsgId has 64 bits and would lose its last digits as a number.
  parseTagValue: false,
  maxNestedTags: MOST_NESTED,
});

/**
 * The tags right below `<xml>`, with their text as it stands. What has tags below it, or comes twice, is left out.
 * @throws AppError 400 `channel.payload` when it is no such document. Without a cause: a parser's message quotes the text.
 */
export function readXml(text: string): Record<string, string> {
  const trimmed = text.trim();
  if (!ROOT.test(trimmed) || outsideCdata(trimmed).includes('<!')) throw unreadable();
  const document = DOCUMENT.safeParse(parsed(trimmed));
  // `<xml></xml>` is read as an empty text, and that is not what a platform sends.
  if (!document.success) throw unreadable();
  const texts = Object.entries(document.data.xml).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.filter(([name]) => name !== '#text'));
}

function parsed(text: string): unknown {
  try {
    return parser.parse(text, true);
  } catch {
    throw unreadable();
  }
}

/** A citizen may well write `<!DOCTYPE`, in CDATA; as markup it has no business here. */
function outsideCdata(text: string): string {
  const [first = '', ...rest] = text.split('<![CDATA[');
  const after = rest.map((piece) => {
    const end = piece.indexOf(']]>');
    return end < 0 ? '' : piece.slice(end + 3);
  });
  return [first, ...after].join('');
}

/** `<xml>` with one tag per field: texts as CDATA, numbers bare, as the platforms' own examples have it. */
export function writeXml(fields: Readonly<Record<string, string | number>>): string {
  const tags = Object.entries(fields).map(([name, value]) => `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`);
  return `<xml>${tags.join('')}</xml>`;
}

/** `]]>` would end the section, so it is divided between two. Characters that XML 1.0 forbids would spoil the whole answer. */
function cdata(text: string): string {
  const allowed = text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '');
  return `<![CDATA[${allowed.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
