/**
 * Chinese mobiles begin with 13 to 19; fixed lines with the area code (010, 02x and eight digits, 03xx to 09xx and seven or eight),
 * or without it at home. Source: MIIT, 电信网编号计划, 2017. From abroad by E.164 with its country code.
 */
const MOBILE = String.raw`(?:(?:\+|00)?86|0)?1[3-9]\d{9}`;
const FIXED = String.raw`(?:(?:\+|00)?860?|0)(?:(?:10|2\d)[2-8]\d{7}|[3-9]\d{2}[2-8]\d{6,7})`;
const AT_HOME = String.raw`[2-8]\d{6,7}`;
const ABROAD = String.raw`(?:\+|00)(?!86)[1-9]\d{6,13}`;
/** Two mobiles that somebody wrote one behind the other are both his. */
const REACHABLE = new RegExp(`^(?:(${MOBILE})(?:${MOBILE})?|(${FIXED})|(${AT_HOME})|(${ABROAD}))$`);
const BETWEEN = /(?<=\d|\))[\s\-‐-―().·]{1,3}(?=[\d(])/g;

/**
 * On which number an officer can ring whoever typed this; null: none that a telephone could dial, as with a digit too few, 110, our
 * own hotline or a word. Pure.
 * @param hotline ours, as it is configured
 */
export function reachableNumber(typed: string, hotline: string): string | null {
  const own = hotline.replace(/\D/g, '');
  const runs =
    typed
      .normalize('NFKC')
      .replace(BETWEEN, '')
      .match(/\+?\d+/g) ?? [];
  const found = runs.flatMap((run) => {
    const [, ...kinds] = REACHABLE.exec(run) ?? [];
    return kinds.find((one) => one !== undefined) ?? [];
  });
  return found.find((number) => own === '' || !(number.endsWith(own) || own.endsWith(number))) ?? null;
}
