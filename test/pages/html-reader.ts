/** A page as assistive software goes through it: its elements with their attributes and texts. Reads what hono/jsx writes. */
export interface ReadElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own language, or the nearest one around it. */
  readonly lang: string;
  readonly parent: ReadElement | null;
  /** All text in it, in order. */
  text: string;
}
interface ReadPage {
  readonly elements: readonly ReadElement[];
  /** Each text with the element around it. */
  readonly texts: readonly { readonly text: string; readonly within: ReadElement }[];
}

const TOKEN = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>|[^<]+/g;
const ATTRIBUTE = /([^\s=]+)(?:="([^"]*)")?/g;
const VOID: ReadonlySet<string> = new Set(['input', 'meta', 'link', 'br', 'hr', 'img']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function plain(escaped: string): string {
  return escaped.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}

export function readHtml(html: string): ReadPage {
  const root: ReadElement = { tag: '', attributes: {}, lang: '', parent: null, text: '' };
  const elements: ReadElement[] = [];
  const texts: { text: string; within: ReadElement }[] = [];
  let [open, read] = [root, 0];
  for (const match of html.matchAll(TOKEN)) {
    const [token, closes, tag, attributesText = '', closed] = match;
    if (match.index !== read) throw new Error(`no HTML that can be read: ${html.slice(read, read + 80)}`);
    read += token.length;
    if (tag === undefined) {
      if (token.startsWith('<')) continue;
      const text = plain(token);
      texts.push({ text, within: open });
      for (let one: ReadElement | null = open; one; one = one.parent) one.text += text;
    } else if (closes) {
      if (open.tag !== tag) throw new Error(`</${tag}> ends <${open.tag}>`);
      open = open.parent ?? root;
    } else {
      const attributes = Object.fromEntries(
        [...attributesText.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, plain(value)]),
      );
      const element: ReadElement = { tag, attributes, lang: attributes.lang ?? open.lang, parent: open, text: '' };
      elements.push(element);
      if (!closed && !VOID.has(tag)) open = element;
    }
  }
  if (read !== html.length) throw new Error(`no HTML that can be read: ${html.slice(read, read + 80)}`);
  return { elements, texts };
}

const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const BRAND = /反诈一哥/g;

/** What is said in Chinese to somebody who has chosen English, but for the brand and what is marked as Chinese. */
export function chineseIn(html: string): readonly string[] {
  const { elements, texts } = readHtml(html);
  const isChinese = (text: string, lang: string): boolean => lang !== 'zh-CN' && CHINESE.test(text.replace(BRAND, ''));
  return [
    ...texts.filter(({ text, within }) => isChinese(text, within.lang)).map(({ text, within }) => `${pathOf(within)}: ${text}`),
    ...elements.flatMap((one) =>
      Object.entries(one.attributes)
        .filter(([, value]) => isChinese(value, one.lang))
        .map(([name, value]) => `${pathOf(one)}[${name}]: ${value}`),
    ),
  ];
}

function pathOf({ tag, attributes, parent }: ReadElement): string {
  const own = `${tag}${attributes.class ? `.${attributes.class.replace(/ /g, '.')}` : ''}`;
  return parent?.tag ? `${pathOf(parent).split('>').at(-1)}>${own}` : own;
}
