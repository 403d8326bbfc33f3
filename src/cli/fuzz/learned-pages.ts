import type { Dice } from './dice.ts';
import type { Colleague } from './fuzzed-people.ts';

/** Who sends a request: a colleague of the desk, or a citizen's browser by its cookies; neither: somebody new. */
export interface Who {
  readonly colleague?: Colleague;
  readonly cookies?: string;
}

/** A form as a page has offered it. */
export interface LearnedForm {
  /** Whom it was shown to. */
  readonly who: Who;
  readonly address: string;
  readonly multipart: boolean;
  readonly fields: readonly LearnedField[];
}

interface LearnedField {
  readonly name: string;
  readonly value: string;
  /** typed: by hand · choice: one of several of this name · fixed: as the page has written it. */
  readonly kind: 'typed' | 'choice' | 'fixed';
}

const FORM = /<form\b([^>]*)>([\s\S]*?)<\/form>/g;
const FIELD = /<(input|textarea|select|button)\b([^>]*)>/g;
const LINK = /\b(?:href|hx-get|src)="(\/[^"#]{0,400})"/g;
const ADDRESS = /^\/(?!\/)/;
/** Of one kind; the newest are kept. */
const MOST = 12;

/**
 * What the app's own pages offer: their forms with every field, and the addresses of things that are there. So new forms
 * are tried without anybody thinking of it.
 */
export function learnedPages(routeOf: (method: string, path: string) => string | null) {
  const forms = new Map<string, LearnedForm[]>();
  const addresses = new Map<string, { address: string; who: Who }[]>();
  return {
    /** @param who had asked for it */
    read(html: string, who: Who): void {
      for (const [, attributes = '', inside = ''] of html.matchAll(FORM)) {
        const address = attribute(attributes, 'action') ?? '';
        const method = attribute(attributes, 'method') ?? 'get';
        const post = method.toLowerCase() === 'post';
        if (!ADDRESS.test(address)) continue;
        const fields = [...inside.matchAll(FIELD)].flatMap(([, kind = '', own = '']) => {
          const name = attribute(own, 'name');
          const choice = kind === 'button' || /\btype="(?:radio|checkbox)"/.test(own);
          const fixed = kind === 'select' || /\btype="(?:hidden|file|submit)"/.test(own);
          if (name === null) return [];
          const values = kind === 'select' ? optionsIn(inside, name) : [attribute(own, 'value') ?? (choice ? 'on' : '')];
          const is = choice || values.length > 1 ? 'choice' : fixed ? 'fixed' : 'typed';
          return values.map((value): LearnedField => ({ name, value, kind: is }));
        });
        const key = routeOf(post ? 'POST' : 'GET', pathOf(address));
        if (key) keep(forms, key, { who, address, multipart: attributes.includes('multipart/form-data'), fields });
      }
      for (const [, address = ''] of html.matchAll(LINK)) {
        const key = routeOf('GET', pathOf(address));
        if (!key?.includes(':')) continue;
        const found = plain(address);
        if (!addresses.get(key)?.some((one) => one.address === found)) keep(addresses, key, { address: found, who });
      }
    },
    formFor: (route: string, dice: Dice): LearnedForm | null => {
      const known = forms.get(route);
      return known ? dice.pick(known) : null;
    },
    addressFor: (route: string, dice: Dice): { readonly address: string; readonly who: Who } | null => {
      const known = addresses.get(route);
      return known ? dice.pick(known) : null;
    },
  };
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? null : plain(found);
}

function optionsIn(inside: string, name: string): string[] {
  const list = inside.split(`name="${name}"`)[1]?.split('</select>')[0] ?? '';
  return [...list.matchAll(/<option\b[^>]*value="([^"]*)"/g)].map(([, value = '']) => plain(value));
}

function plain(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function pathOf(address: string): string {
  return address.split(/[?#]/)[0] ?? address;
}

function keep<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key) ?? [];
  list.push(value);
  if (list.length > MOST) list.shift();
  map.set(key, list);
}
