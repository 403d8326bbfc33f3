// What the server says, heard once for all tabs of this browser; and the sign of life of this one.
(() => {
  const bar = document.getElementById('desk-bar');
  if (!bar) return;
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('desk') : null;
  const me = String(Math.random());
  let cursor = document.getElementById('live')?.dataset.cursor ?? '';
  /** Cases that wait for somebody, by their ids. */
  const calling = new Map();
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`desk:${name}`, { detail }));

  // --- What is heard, here or from the tab that listens ----------------------------------------------------------------
  function hear(said) {
    if ('lost' in said) document.getElementById('lost').hidden = !said.lost;
    if (said.calls) {
      const fresh = said.calls.filter(({ id }) => !calling.has(id));
      if (said.all) calling.clear();
      for (const id of said.taken ?? []) calling.delete(id);
      for (const call of said.calls) calling.set(call.id, call);
      tell('calls', { calls: [...calling.values()], fresh });
    }
    if (said.cursor) {
      cursor = said.cursor;
      tell('changed', { cursor: Number(said.cursor), touched: said.touched ?? null });
    }
    if (said.beat) tell('beat');
    if (said.left) sign();
    if (said.hello && source) share({ lost: source.readyState !== EventSource.OPEN, all: true, calls: [...calling.values()] });
  }
  const share = (said) => tabs?.postMessage(said);
  function spread(said) {
    share(said);
    hear(said);
  }
  tabs?.addEventListener('message', ({ data }) => hear(data));

  // --- The stream ------------------------------------------------------------------------------------------------------
  let source = null;
  let heard = Date.now();
  let again = 0;
  function listen() {
    clearTimeout(again);
    source?.close();
    heard = Date.now();
    source = new EventSource(`/console/events?after=${cursor}`);
    source.addEventListener('open', () => {
      heard = Date.now();
      spread({ lost: false });
    });
    source.addEventListener('standing', (event) => spread(JSON.parse(event.data)));
    source.addEventListener('changed', (event) => {
      heard = Date.now();
      spread({ ...JSON.parse(event.data), cursor: event.lastEventId });
    });
    // Timers of a tab in the background hardly run; what comes from the server wakes it.
    source.addEventListener('beat', () => {
      heard = Date.now();
      spread({ beat: true });
    });
    // Some servers end a stream by themselves: it is lost only when it is not back soon.
    let pausing = false;
    source.addEventListener('pause', () => {
      pausing = true;
    });
    source.addEventListener('error', () => {
      const mine = source;
      const lost = () => spread({ lost: mine.readyState !== EventSource.OPEN });
      if (pausing) setTimeout(lost, 3000);
      else lost();
      pausing = false;
      // The browser comes back by itself after a lost connection, but not after a refusal.
      if (source.readyState !== EventSource.CLOSED) return;
      tell('resync');
      clearTimeout(again);
      again = setTimeout(listen, 3000 + Math.random() * 3000);
    });
  }
  /** A line that died without a word: two beats were missing. */
  function watch() {
    if (!source || source.readyState === EventSource.CONNECTING || Date.now() - heard < 25_000) return;
    spread({ lost: true });
    listen();
  }

  // --- Who listens for all: whoever holds the lock; when his tab closes, the next one goes on --------------------------
  const LEASE = 'desk-listener';
  /** Where there are no locks (plain HTTP): a lease that is renewed every two seconds. */
  function lease() {
    const held = JSON.parse(localStorage.getItem(LEASE) ?? 'null');
    const now = Date.now();
    if (held && held.by !== me && held.until > now) {
      source?.close();
      source = null;
      return;
    }
    localStorage.setItem(LEASE, JSON.stringify({ by: me, until: now + 6000 }));
    if (!source) listen();
  }
  function release() {
    if (JSON.parse(localStorage.getItem(LEASE) ?? 'null')?.by === me) localStorage.removeItem(LEASE);
  }
  function begin() {
    if (!tabs) return listen();
    if (navigator.locks) {
      navigator.locks.request('desk-stream', () => {
        listen();
        return new Promise(() => {});
      });
      return share({ hello: true });
    }
    try {
      lease();
      setInterval(lease, 2000);
      window.addEventListener('pagehide', release);
    } catch {
      // No storage either: each tab for itself.
      listen();
    }
    share({ hello: true });
  }

  // --- Who is there ----------------------------------------------------------------------------------------------------
  const { place } = bar.dataset;
  const HEADERS = { 'HX-Request': 'true' };
  const SIGN_EVERY = 15_000;
  let signed = 0;
  let typed = 0;
  async function sign(typing = false) {
    signed = Date.now();
    try {
      const body = new URLSearchParams(typing ? { place, typing: '1' } : { place });
      const response = await fetch('/console/presence', { method: 'POST', body, headers: HEADERS });
      if (response.status !== 200) return;
      const lookers = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('lookers');
      if (lookers) document.getElementById('lookers')?.replaceWith(document.adoptNode(lookers));
    } catch {
      // The line is lost; the next sign tells again.
    }
  }
  const signIfDue = () => Date.now() - signed >= SIGN_EVERY - 500 && sign();
  document.addEventListener('input', ({ target }) => {
    if (place === 'desk' || target.tagName !== 'TEXTAREA' || Date.now() - typed < 5000) return;
    typed = Date.now();
    sign(true);
  });
  window.addEventListener('pagehide', () => {
    navigator.sendBeacon('/console/presence', new URLSearchParams({ place, gone: '1' }));
    // Other tabs of his are still there.
    share({ left: true });
  });

  document.addEventListener('desk:beat', signIfDue);
  setInterval(() => {
    watch();
    signIfDue();
  }, 5000);
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    if (source) listen();
    tell('resync');
    sign();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    watch();
    tell('resync');
    signIfDue();
  });
  // After the page before this one has said that it was left.
  setTimeout(sign, 1000);
  // The other parts of this file are to hear it all.
  setTimeout(begin);
})();
