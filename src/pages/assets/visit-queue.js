// What waits on the telephone to be sent, sealed under a key that only the signed-in officer's pages carry; for visit.js.
(() => {
  if (!window.crypto?.subtle || !window.localStorage) return;
  const QUEUE = 'visit-queue';
  window.visitQueue = (pageKey) => {
    const encoder = new TextEncoder();
    const key = crypto.subtle
      .digest('SHA-256', encoder.encode(pageKey))
      .then((bytes) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']));
    const toText = (bytes) => btoa(String.fromCharCode(...bytes));
    const toBytes = (sealed) => Uint8Array.from(atob(sealed), (char) => char.charCodeAt(0));
    async function seal(value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, encoder.encode(JSON.stringify(value)));
      return toText(new Uint8Array([...iv, ...new Uint8Array(body)]));
    }
    async function open(sealed) {
      const bytes = toBytes(sealed);
      const body = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, 12) }, await key, bytes.subarray(12));
      return JSON.parse(new TextDecoder().decode(body));
    }
    function read() {
      try {
        const found = JSON.parse(localStorage.getItem(QUEUE) ?? '[]');
        return Array.isArray(found) ? found : [];
      } catch {
        return [];
      }
    }
    function write(items) {
      if (items.length === 0) localStorage.removeItem(QUEUE);
      else localStorage.setItem(QUEUE, JSON.stringify(items));
    }
    const change = (id, changed) =>
      write(read().flatMap((item) => (item.id !== id ? [item] : changed === null ? [] : [{ ...item, ...changed }])));
    return { seal, open, read, write, change };
  };
  window.visitQueue.stored = QUEUE;
})();
