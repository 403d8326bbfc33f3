import type { SheetLead } from './police-sheet.ts';

export interface ScamIdentifier {
  readonly kind: 'account' | 'phone' | 'link' | 'app';
  readonly value: string;
  readonly type: null;
}

const SEVERAL = /[,，;；、\s]+/;

/** The scammer's own in a lead, and nothing of the victim's: all that a bank, a carrier or a platform is told. Pure. */
export function scamIdentifiers({ body, transfers }: Pick<SheetLead, 'body' | 'transfers'>): readonly ScamIdentifier[] {
  const own = new Set(
    [
      body.phone,
      body.idNumber,
      ...transfers.map(({ transfer }) => transfer.fromAccount),
      // Many are made to pay into an account of their own first, which the scammer then empties.
      ...transfers.map(({ transfer }) => (sameName(transfer.payee, body.name) ? transfer.account : '')),
    ]
      .filter((text) => text !== '')
      .map(bare),
  );
  const found: readonly (readonly [ScamIdentifier['kind'], string])[] = [
    ...transfers.map(({ transfer }) => ['account', transfer.account] as const),
    ...body.scamPhone.split(SEVERAL).map((value) => ['phone', value] as const),
    ...body.scamLink.split(SEVERAL).map((value) => ['link', value] as const),
    ...(body.scamApp === '' ? [] : [['app', body.scamApp] as const]),
  ];
  const once = new Map(
    found.filter(([, value]) => value !== '' && !own.has(bare(value))).map(([kind, value]) => [`${kind} ${value}`, { kind, value }]),
  );
  return [...once.values()].map((one) => ({ ...one, type: null }));
}

/** However one writes one's own number. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s()（）-]/g, '')
    .replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, '');
}

function sameName(payee: string, name: string): boolean {
  return name !== '' && payee.replace(/\s/g, '') === name.replace(/\s/g, '');
}
