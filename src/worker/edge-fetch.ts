/**
 * `fetch` as the channels expect it. Cloudflare's knows no `redirect: 'error'`, and refuses to be called as a method.
 * @throws TypeError as `fetch` does, also for a redirect where none is allowed
 */
export const edgeFetch: typeof fetch = async (input, init) => {
  if (init?.redirect !== 'error') return fetch(input, init);
  const response = await fetch(input, { ...init, redirect: 'manual' });
  if (response.status < 300 || response.status > 399) return response;
  await response.body?.cancel();
  // Without the address: there may be a secret in it.
  throw new TypeError('fetch failed: it was redirected');
};
