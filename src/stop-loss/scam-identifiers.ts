import type { SheetLead } from './police-sheet.ts';

export interface ScamIdentifier {
  readonly kind: 'account' | 'phone' | 'link' | 'app';
  readonly value: string;
  readonly type: null;
}

const SEVERAL = /[,，;；、\s]+/;

/** The scammer's own in a lead, and nothing of the victim's: all that a bank, a carrier or a platform is told. Pure. */
export function scamIdentifiers({ body, transfers }: Pick<SheetLead, 'body' | 'transfers'>): readonly ScamIdentifier[] {
  const own = new Set([body.phone, body.idNumber, ...transfers.map(({ transfer }) => transfer.fromAccount)].filter((text) => text !== ''));
  const found: readonly (readonly [ScamIdentifier['kind'], string])[] = [
    ...transfers.map(({ transfer }) => ['account', transfer.account] as const),
    ...body.scamPhone.split(SEVERAL).map((value) => ['phone', value] as const),
    ...body.scamLink.split(SEVERAL).map((value) => ['link', value] as const),
    ...(body.scamApp === '' ? [] : [['app', body.scamApp] as const]),
  ];
  const once = new Map(
    found.filter(([, value]) => value !== '' && !own.has(value)).map(([kind, value]) => [`${kind} ${value}`, { kind, value }]),
  );
  return [...once.values()].map((one) => ({ ...one, type: null }));
}
