import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { HEADERS_TIMEOUT_MS, REQUEST_TIMEOUT_MS } from '../routes/body-limits.ts';

interface Listening {
  readonly server: ServerType;
  /** The one that was taken, where the settings leave it open. */
  readonly port: number;
}

/**
 * Fulfilled when the port is ours, in the same turn: what follows without waiting comes before the first request.
 * @param failed hears of what befalls the server from then on
 * @throws AppError `server.listen`
 */
export function listen(app: Hono, config: Config, failed: (error: AppError) => void): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const serverOptions = { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS };
    let tell = reject as typeof failed;
    const server = serve({ fetch: app.fetch, port: config.PORT, hostname: config.HOST, serverOptions }, ({ port }) => {
      tell = failed;
      resolve({ server, port });
    });
    server.on('error', (error: NodeJS.ErrnoException) => tell(new AppError('server.listen', listenProblem(error, config))));
  });
}

function listenProblem(error: NodeJS.ErrnoException, { PORT, HOST }: Config): string {
  if (error.code === 'EADDRINUSE') return `port ${PORT} on ${HOST} is taken: stop the other program or start with PORT=8788 npm start`;
  if (error.code === 'EACCES') return `port ${PORT} needs more rights: choose one above 1024, e.g. PORT=8787`;
  return `cannot listen on ${HOST}:${PORT}: ${error.message}`;
}
