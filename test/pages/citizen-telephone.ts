import type { TestApp } from '../routes/test-app.ts';
import { browser } from './desk-under-test.ts';

/** A citizen's browser, which keeps its cookies. */
export function citizenTelephone(under: TestApp) {
  const jar = new Map<string, string>();
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (response: Response): Response => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const at = () => browser(under, { cookie: cookie() });
  return {
    jar,
    get: async (path: string) => keep(await at().get(path)),
    page: async (path: string) => (await (async () => keep(await at().get(path)))()).text(),
    send: async (path: string, fields: Record<string, string> = {}) => keep(await at().send(path, fields)),
  };
}
export type CitizenTelephone = ReturnType<typeof citizenTelephone>;
