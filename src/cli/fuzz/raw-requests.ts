import { once } from 'node:events';
import { connect } from 'node:net';
import { badText } from './bad-values.ts';
import type { Answered } from './check-answer.ts';
import type { Dice } from './dice.ts';
import type { Tried } from './make-request.ts';

/** An answer that has not begun by then is none; only for requests that wait for more to come. Milliseconds. */
const PATIENCE = 400;
/** The rest of an endless answer is not waited for. Bytes. */
const ENOUGH = 300_000;

/**
 * The same request as bytes on a socket, with what a well-behaved client's library would never send.
 * @returns null where the server closed without a word, as it may with what is no HTTP
 */
export async function sendRaw(port: number, tried: Tried, dice: Dice): Promise<Answered | null> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(PATIENCE, () => socket.destroy());
  const chunks: Buffer[] = [];
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > ENOUGH || isStream(chunks)) socket.destroy();
  });
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  socket.write(bytesOf(tried, dice));
  // Half of what was announced never comes.
  if (dice.chance(0.5)) socket.end();
  await once(socket, 'close').catch(() => undefined);
  return parse(Buffer.concat(chunks));
}

function isStream(chunks: readonly Buffer[]): boolean {
  return chunks.length > 0 && (chunks[0]?.includes('text/event-stream') ?? false);
}

function bytesOf({ method, target, headers, body }: Tried, dice: Dice): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const length = body?.length ?? 0;
  const how = dice.number(9);
  if (how <= 3) lines.push(`content-length: ${length}`);
  else if (how === 4) lines.push(`content-length: ${dice.pick(['-1', '1e3', '99999999999999999999', '', 'x', String(length + 50)])}`);
  else if (how === 5) lines.push(`content-length: ${length}`, 'transfer-encoding: chunked');
  else if (how === 6) lines.push(`content-length: ${length}`, `content-length: ${length + 1}`);
  else lines.push('transfer-encoding: chunked');
  if (dice.chance(0.1))
    lines.push(
      dice.pick([
        ' folded: x',
        'no colon',
        ': empty',
        'x y: z',
        `x-long: ${'x'.repeat(20_000)}`,
        'host: other.example',
        'x-\u0000: 1',
        `x-bin: ${badText(dice)}`,
      ]),
    );
  if (dice.chance(0.02)) lines.push(...Array.from({ length: 3000 }, (_, index) => `x-${index}: 1`));
  lines.push('connection: close');
  const verb = dice.chance(0.03) ? dice.pick(['TRACE', 'CONNECT', 'get', 'G E T', 'PROPFIND', '\u0000', 'X'.repeat(5000)]) : method;
  const version = dice.chance(0.03) ? dice.pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '']) : 'HTTP/1.1';
  const path = dice.chance(0.05)
    ? dice.pick(['*', 'http://other.example/', '//', '\\', '/\u0000', '/%', `/${'a'.repeat(20_000)}`, '/../../etc/passwd', ''])
    : target;
  const head = Buffer.from(`${verb} ${path} ${version}\r\n${lines.join('\r\n')}\r\n\r\n`, 'utf8');
  if (!body) return head;
  const chunked = lines.includes('transfer-encoding: chunked') && dice.chance(0.8);
  if (!chunked) return Buffer.concat([head, body]);
  const size = dice.chance(0.85) ? length.toString(16) : dice.pick(['zz', 'ffffffffffffffff', '-1', '']);
  return Buffer.concat([head, Buffer.from(`${size}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
}

function parse(bytes: Buffer): Answered | null {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(first)?.[1];
  if (status === undefined) return null;
  const headers = new Headers();
  for (const line of lines) headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
  const packed = headers.has('content-encoding') || headers.has('transfer-encoding');
  // What is packed or in pieces is looked at when it is asked for in process.
  return { status: Number(status), headers, text: packed ? '' : bytes.subarray(end + 4).toString('utf8') };
}
