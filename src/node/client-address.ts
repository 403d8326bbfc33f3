import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** @param proxies number of trusted reverse proxies: the client stands that many places from the right */
export function clientAddress(context: Context, proxies: number): string {
  const connection = getConnInfo(context).remote.address ?? 'unknown';
  if (proxies === 0) return connection;
  const forwarded = (context.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return forwarded.at(-proxies) ?? connection;
}
