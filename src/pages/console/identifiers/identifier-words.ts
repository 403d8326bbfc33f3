import type { IdentifierKind, SourceKind } from '../../../storage/lookups/lookups-tables.ts';
import type { Spoken } from '../language.tsx';

export const IDENTIFIER_KIND_NAMES: Spoken<Readonly<Record<IdentifierKind, string>>> = {
  'zh-CN': { phone: '电话', link: '网址', account: '账号', app: '应用' },
  en: { phone: 'telephone', link: 'link', account: 'account', app: 'app' },
};

export const SOURCE_NAMES: Spoken<Readonly<Record<SourceKind, string>>> = {
  'zh-CN': { report: '群众举报', closing: '结案', 'stop-lead': '止付线索', import: '导入', partner: '协作单位' },
  en: { report: 'report', closing: 'closing', 'stop-lead': 'stop lead', import: 'import', partner: 'partner' },
};

export const LIST_COLOURS: Spoken<Readonly<Record<'red' | 'yellow' | 'none', string>>> = {
  'zh-CN': { red: '红', yellow: '黄', none: '不提示' },
  en: { red: 'red', yellow: 'yellow', none: 'no hit' },
};
