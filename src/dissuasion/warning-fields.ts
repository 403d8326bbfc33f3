import { readAmount } from '../desk/amounts.ts';
import { TIERS, type Tier } from '../storage/dissuasion/tier-plan.ts';
import type { NewWarning } from '../storage/dissuasion/warned-person.ts';
import type { Grid } from '../storage/places/places.ts';
import { telephoneNumber } from '../storage/telephone-number.ts';

/** What a warning can hold, as it is written: in a file, in a call of the API, in the desk's form. */
export const WARNING_FIELDS = [
  'externalId',
  'tier',
  'phone',
  'name',
  'town',
  'grid',
  'address',
  'type',
  'story',
  'account',
  'amount',
] as const;
export type WarningField = (typeof WARNING_FIELDS)[number];
export const NEEDED_FIELDS: readonly WarningField[] = ['externalId', 'tier', 'phone'];
export type WrittenWarning = Readonly<Partial<Record<WarningField, string>>>;
/** `long` and the field: what is written there is too long. */
export type WarningProblem =
  | 'id-missing'
  | 'id-form'
  | 'id-personal'
  | 'tier'
  | 'phone'
  | 'town'
  | 'grid'
  | 'account'
  | 'amount'
  | `long-${WarningField}`
  | 'repeated';

export interface KnownPlaces {
  /** By id, and by town and name; by name alone where no other town has one of that name. */
  readonly grids: ReadonlyMap<string, Grid | null>;
  /** By id, by everyday name and by the police's class, without what all of them end in. */
  readonly types: ReadonlyMap<string, string>;
}

interface KnownType {
  readonly id: string;
  readonly title: { readonly zh: string };
  readonly policeClass: string;
}

/** UTF-16 units. */
const LONGEST: Readonly<Record<WarningField, number>> = {
  externalId: 64,
  tier: 10,
  phone: 30,
  name: 60,
  town: 20,
  grid: 60,
  address: 200,
  type: 60,
  story: 1000,
  account: 60,
  amount: 20,
};
const TIER_NAMES: ReadonlyMap<string, Tier> = new Map<string, Tier>([
  ...TIERS.map((tier) => [tier, tier] as const),
  ['紧急', 'urgent'],
  ['高危', 'high'],
  ['中危', 'medium'],
  ['低危', 'low'],
]);
const EXTERNAL_ID = /^[\w.:/-]{1,64}$/;
/** A number that names a person is no number of a warning: it would stand unsealed. */
const PERSONAL_ID =
  /(?<![A-Za-z\d])(?:\+?86)?1[3-9]\d{9}(?![A-Za-z\d])|^\d{17}[\dXx]$|(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![A-Za-z\d])/;

export function knownPlaces(grids: readonly Grid[], types: readonly KnownType[]): KnownPlaces {
  const found = new Map<string, Grid | null>();
  for (const grid of grids) {
    found.set(grid.name, found.has(grid.name) ? null : grid);
    found.set(gridName(grid.town, grid.name), grid);
  }
  for (const grid of grids) found.set(grid.id, grid);
  // A class of several types names none of them.
  const alone = types.filter(({ policeClass }) => types.filter((other) => other.policeClass === policeClass).length === 1);
  const names = [
    ...alone.map(({ id, policeClass }) => [policeClass, id] as const),
    ...types.flatMap(({ id, title }) => [[title.zh, id] as const, [id, id] as const]),
  ];
  return { grids: found, types: new Map(names.map(([name, id]) => [plainType(name), id])) };
}

function plainType(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/(?<!诈骗|类)(?:诈骗|类)+$/, '');
}

/** Everything that is wrong at once, so that it is corrected at once. */
export function checkWarning(
  source: string,
  written: WrittenWarning,
  places: KnownPlaces,
): { readonly warning: NewWarning } | { readonly problems: readonly WarningProblem[] } {
  const value = (field: WarningField): string => (written[field] ?? '').trim();
  const problems: WarningProblem[] = WARNING_FIELDS.filter((field) => value(field).length > LONGEST[field]).map(
    (field): WarningProblem => `long-${field}`,
  );
  const externalId = value('externalId');
  if (externalId === '') problems.push('id-missing');
  else if (isPersonalId(externalId)) problems.push('id-personal');
  else if (!EXTERNAL_ID.test(externalId)) problems.push('id-form');
  const tier = TIER_NAMES.get(value('tier').toLowerCase());
  if (!tier) problems.push('tier');
  const phone = telephoneNumber(value('phone'));
  // Beginning with 1 it is a mobile telephone, and one with a digit too few or too many reaches nobody.
  if (phone === null || phone.length < 7 || (phone.startsWith('1') && !/^1[3-9]\d{9}$/.test(phone))) problems.push('phone');
  const town = value('town') || null;
  // It stands unsealed: no place has a telephone's or a card's number in its name.
  if (town !== null && /\d{7}/.test(town.normalize('NFKC'))) problems.push('town');
  const grid = value('grid') === '' ? null : (places.grids.get(gridName(town ?? '', value('grid'))) ?? places.grids.get(value('grid')));
  if (grid === undefined || (grid === null && value('grid') !== '')) problems.push('grid');
  // Each platform has names of its own for the kinds: one that we do not know keeps out nobody who is in danger.
  const type = places.types.get(plainType(value('type'))) ?? null;
  const story = [type === null && value('type') !== '' ? `类型：${value('type')}` : '', value('story')].filter(Boolean).join('\n');
  // A spreadsheet that took a card for a large number has lost its last digits.
  if (/^\d(?:\.\d+)?E\+?\d+$/i.test(value('account'))) problems.push('account');
  const amount = value('amount') === '' ? null : (readAmount(value('amount')) ?? undefined);
  if (amount === undefined) problems.push('amount');
  if (problems.length > 0 || !tier || phone === null || grid === undefined || amount === undefined) return { problems };
  return {
    warning: {
      source,
      externalId,
      tier,
      type,
      town: grid?.town ?? town,
      gridId: grid?.id ?? null,
      person: {
        phone,
        name: value('name') || null,
        address: value('address') || null,
        story: story || null,
        account: value('account') || null,
        amount,
      },
    },
  };
}

export function isPersonalId(id: string): boolean {
  return PERSONAL_ID.test(id);
}

/** Letters and digits of any script: a name of a system, not of a person. */
export function isSource(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}$/u.test(name) && name !== DESK_SOURCE && !isPersonalId(name);
}
/** Of what officers enter. */
export const DESK_SOURCE = 'desk';

function gridName(town: string, name: string): string {
  return `${town}\n${name}`;
}
