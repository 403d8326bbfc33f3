import type { Context } from 'hono';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/**
 * The request's body as checked JSON.
 * @param maxBytes of the body as sent
 * @throws AppError 413 `request.too-large`, 400 `request.not-json`, 400 `request.invalid` naming the field
 */
export async function readJson<T>(context: Context, schema: z.ZodType<T>, maxBytes: number): Promise<T> {
  const text = await readText(context, maxBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('request.not-json', 'the body must be JSON', 400, { cause });
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const field = issue?.path.join('.') || 'body';
  throw new AppError('request.invalid', `${field}: ${issue?.message ?? 'is not valid'}`, 400);
}

/**
 * The body as it came.
 * @throws AppError 413 `request.too-large`
 */
export async function readBytes(context: Context, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(context.req.header('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const stream = context.req.raw.body;
  if (!stream) return new Uint8Array();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** With a Content-Length, which the server enforces, the fast way; without one, counting while reading. */
async function readText(context: Context, maxBytes: number): Promise<string> {
  const announced = context.req.header('content-length');
  if (announced !== undefined && Number(announced) > maxBytes) throw tooLarge(maxBytes);
  if (announced !== undefined) return context.req.text();
  const stream = context.req.raw.body;
  if (!stream) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('request.too-large', `the body may have ${maxBytes} bytes at most`, 413);
}

/** A text as JSON may carry it: half characters (lone surrogates) become U+FFFD, one for one, so offsets stay. */
export const textField = z.string().transform((text) => text.toWellFormed());
