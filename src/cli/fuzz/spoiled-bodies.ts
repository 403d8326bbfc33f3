import type { Dice } from './dice.ts';

const encoder = new TextEncoder();
type Bytes = Uint8Array<ArrayBuffer>;

/** Cut off, doubled, bent, or something else altogether. */
export function spoil(body: Bytes, dice: Dice): Bytes {
  const kind = dice.number(11);
  if (kind <= 1) return body.slice(0, dice.number(body.length + 1));
  if (kind === 2) return joined(body, body);
  if (kind <= 5) {
    const bent = body.slice();
    for (let times = 1 + dice.number(4); times > 0 && bent.length > 0; times--) bent[dice.number(bent.length)] = dice.number(256);
    return bent;
  }
  if (kind === 6) return joined(Uint8Array.of(0xef, 0xbb, 0xbf), body);
  if (kind === 7) return Uint8Array.of(0xff, 0xfe, 0, 0x3d, 0xd8, 0xc0, 0xaf);
  if (kind === 8) return encoder.encode(`${'['.repeat(20_000)}${dice.chance(0.5) ? ']'.repeat(20_000) : ''}`);
  if (kind === 9) return encoder.encode(`{"a":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`);
  return dice.chance(0.05) ? encoder.encode('x'.repeat(1_100_000)) : new Uint8Array();
}

function joined(first: Bytes, second: Bytes): Bytes {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/** As a browser writes a form, or nearly. */
export function writeForm(fields: readonly (readonly [string, string])[], multipart: boolean, dice: Dice): { body: Bytes; type: string } {
  if (!multipart) {
    const pairs = fields.map(([name, value]) => `${encode(name)}=${encode(value)}`);
    return { body: encoder.encode(pairs.join('&')), type: 'application/x-www-form-urlencoded' };
  }
  const boundary = dice.pick(['x', '----fuzz', 'a'.repeat(70)]);
  const parts = fields.map(([name, value]) => {
    const file = dice.chance(0.3) ? `; filename="${dice.pick(['a.csv', '../../etc/passwd', 'x\u0000.png', '', '"', 'ü.jpg'])}"` : '';
    const type = file === '' ? '' : `\r\nContent-Type: ${dice.pick(['text/csv', 'image/png', 'text/html', '', 'x'.repeat(500)])}`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}${type}\r\n\r\n${value}\r\n`;
  });
  const end = dice.chance(0.9) ? `--${boundary}--\r\n` : dice.pick(['', `--${boundary}`, `--${boundary}--`, '--other--']);
  return { body: encoder.encode(parts.join('') + end), type: `multipart/form-data; boundary=${dice.chance(0.95) ? boundary : 'other'}` };
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
}
