/** Letters of any script, a dot or a blank within: a town's or a community's name. No digit, so that no address can stand here. */
const NAME = /^[\p{L}·](?:[\p{L}·' -]{0,18}[\p{L}·])?$/u;

/** Where he lives or works, by which the queue is filtered; null for what is no name of a town or community. */
export function communityName(typed: string): string | null {
  const name = typed.normalize('NFKC').trim();
  return NAME.test(name) ? name : null;
}
