/** Every so many rows one has a telephone number that is none. */
export const ONE_BAD_IN = 50;

/** A made file of warnings as a platform exports it: nobody's, for measuring and for tests. */
export function warningsFile(rows: number): string {
  const lines = ['预警编号,等级,手机号,姓名,乡镇,网格,地址,类型,情况,账户,金额'];
  const tiers = ['低危', '低危', '低危', '中危', '中危', '高危', '紧急'];
  for (let at = 1; at <= rows; at++) {
    const phone = at % ONE_BAD_IN === 0 ? '12' : `138${String(at).padStart(8, '0')}`;
    lines.push(
      `YJ${String(at).padStart(8, '0')},${tiers[at % tiers.length]},${phone},钱${at},织里镇,,"利济路, ${at}号",刷单返利诈骗,与境外号码通话,,`,
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}

const BOUNDARY = '----boundary-of-the-form';
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** The form around it, in pieces as they come over the line. */
export async function* uploaded(source: string, file: string | Uint8Array, size = 60_000): AsyncGenerator<Uint8Array> {
  const field = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="source"\r\n\r\n${source}\r\n`;
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(field + head), Buffer.from(file), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  for (let at = 0; at < bytes.length; at += size) yield new Uint8Array(bytes.subarray(at, at + size));
}
