// The desk works without this file. With it, the page keeps itself up to date and keeps what is typed.
(() => {
  const byId = (id) => document.getElementById(id);
  document.documentElement.classList.add('js');
  const live = byId('live');
  const bar = byId('desk-bar');
  if (!live || !bar) return;
  const words = JSON.parse(bar.dataset.words);
  const say = (name, parts) => words[name].replace(/\{(\w+)\}/g, (_, part) => parts[part]);
  let cursor = Number(live.dataset.cursor);
  // The server's clock counts, not this computer's.
  const offset = Number(live.dataset.now) - Date.now();

  // --- Time ---------------------------------------------------------------------------------------------------------
  const two = (count) => String(Math.floor(count)).padStart(2, '0');
  function elapsed(passed) {
    const seconds = Math.max(0, passed) / 1000;
    if (seconds < 3600) return `${two(seconds / 60)}:${two(seconds % 60)}`;
    if (seconds < 86_400) return say('hours', { a: Math.floor(seconds / 3600), b: two((seconds % 3600) / 60) });
    return say('days', { a: Math.floor(seconds / 86_400), b: two((seconds % 86_400) / 3600) });
  }
  function tick() {
    const now = Date.now() + offset;
    for (const time of document.querySelectorAll('[data-since]')) {
      const text = elapsed(now - Number(time.dataset.since));
      if (time.textContent !== text) time.textContent = text;
    }
    for (const row of document.querySelectorAll('[data-alarm]')) row.classList.toggle('overdue', now >= Number(row.dataset.alarm));
    for (const row of document.querySelectorAll('[data-reported]')) {
      const before = row.classList.contains('reported');
      // Supervisors have it on top, where the server puts it.
      if (row.classList.toggle('reported', now >= Number(row.dataset.reported)) && !before) refreshSoon();
    }
  }

  // --- What has changed ---------------------------------------------------------------------------------------------
  /** Without the running times: they alone are no change. */
  const bare = (element) => element.outerHTML.replace(/(data-since="\d+")>[^<]*/g, '$1>').replace(/ ?\b(?:overdue|reported)\b/g, '');
  const shown = new Map([...document.querySelectorAll('[data-part]')].map((part) => [part.id, bare(part)]));
  const typedIn = (part) => [...part.querySelectorAll('textarea')].find((field) => field.value !== '');

  /** What is made for all says nothing of who looks at it. */
  function personal(page) {
    const { officer } = bar.dataset;
    for (const row of page.querySelectorAll('tr[data-owner]')) {
      if (row.dataset.owner !== officer) continue;
      row.classList.add('mine');
      row.querySelector('.owner').textContent = words.me;
    }
    const counted = page.querySelector('[data-owners]');
    const mine = counted ? (JSON.parse(counted.dataset.owners)[officer] ?? 0) : 0;
    if (counted) for (const count of page.querySelectorAll('[data-mine]')) count.textContent = mine;
  }

  function exchange(part, fresh) {
    const typed = typedIn(part);
    const field = fresh.querySelector('textarea');
    // Whose words would vanish keeps the form; the server refuses to send what is not his to say any more.
    if (typed && !field) return;
    const top = part.scrollTop;
    shown.set(part.id, bare(fresh));
    // desk-said.js keeps the focus and says what is new.
    const exchange = () => {
      part.replaceWith(fresh);
      window.htmx?.process(fresh);
      if (typed) field.value = typed.value;
    };
    document.dispatchEvent(new CustomEvent('desk:exchange', { detail: { part, fresh, exchange } }));
    fresh.scrollTop = top;
  }

  /** The end of the conversation stays in sight, unless he has gone back to read. */
  let following = true;
  function follow() {
    for (const part of document.querySelectorAll('[data-follow]')) if (following) part.scrollTop = part.scrollHeight;
  }
  function scrolled({ target: part }) {
    if (part !== document && 'follow' in part.dataset) following = part.scrollHeight - part.scrollTop - part.clientHeight < 60;
  }
  document.addEventListener('scroll', scrolled, true);
  /** Where the page scrolls, as on a telephone, it opens there too; not where the browser goes back to. */
  function openAtEnd() {
    const newest = document.querySelector('.case[data-at-end] .line:last-child');
    const isNew = location.hash === '' && performance.getEntriesByType('navigation')[0]?.type === 'navigate';
    if (newest && isNew && getComputedStyle(byId('lines')).overflowY === 'visible') newest.scrollIntoView({ block: 'end' });
  }

  function take(page) {
    const fresh = page.querySelector('#live');
    if (!fresh || Number(fresh.dataset.cursor) < cursor) return;
    cursor = Number(fresh.dataset.cursor);
    personal(fresh);
    for (const next of fresh.querySelectorAll('[data-part]')) {
      const part = byId(next.id);
      if (!part || shown.get(next.id) === bare(next)) continue;
      if (part.dataset.state !== undefined && part.dataset.state === next.dataset.state) continue;
      exchange(part, document.adoptNode(next));
    }
    settle();
  }

  const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
  /** 401 then, where a page would lead to the sign-in. */
  const HEADERS = { 'HX-Request': 'true' };
  /** Not more often than so, and not all consoles at once: what must not wait is in the stream itself. Milliseconds. */
  const REFRESH_EVERY = 1500;
  const JITTER = 1000;
  const HIDDEN_EVERY = 10_000;
  /** Where it happened to another case than the one on this page. */
  const BESIDE_EVERY = 6000;
  let heard = cursor;
  let refreshed = 0;
  let waiting = 0;
  let due = 0;
  let busy = false;
  function refreshSoon(every = REFRESH_EVERY, least = 0) {
    const wait = Math.max(least, refreshed + (document.hidden ? HIDDEN_EVERY : every) - Date.now(), 0) + Math.random() * JITTER;
    if (waiting && due <= Date.now() + wait) return;
    clearTimeout(waiting);
    due = Date.now() + wait;
    waiting = setTimeout(refresh, wait);
  }
  async function refresh() {
    clearTimeout(waiting);
    waiting = 0;
    // A form to fill in has nothing that changes.
    if (shown.size === 0) return;
    if (busy) return refreshSoon();
    busy = true;
    refreshed = Date.now();
    let failed = false;
    try {
      const address = new URL(live.dataset.address, location.href);
      address.searchParams.set('fragment', '1');
      address.searchParams.set('seen', heard);
      const response = await fetch(address, { headers: HEADERS, cache: 'no-store' });
      if (response.status === 401) {
        // Signing in anew would throw away what he has written.
        if (!window.unsent.any()) location.reload();
        else (byId('notice') ?? byId('key-said')).textContent = words.signedOut;
      }
      if (response.ok) take(parse(await response.text()));
      failed = response.status >= 500;
    } catch {
      failed = true;
    }
    busy = false;
    if (failed || heard > cursor) refreshSoon(REFRESH_EVERY, failed ? 2000 : 0);
  }
  document.addEventListener('desk:changed', ({ detail }) => {
    heard = Math.max(heard, detail.cursor);
    const { place } = bar.dataset;
    const beside = place !== 'desk' && detail.touched !== null && !detail.touched.includes(place);
    if (heard > cursor) refreshSoon(beside ? BESIDE_EVERY : REFRESH_EVERY);
  });
  document.addEventListener('desk:resync', () => Date.now() - refreshed > 1000 && refresh());

  // --- Forms: sent without leaving the page, so that what stands in the other one stays ------------------------------
  async function send(form) {
    const field = form.querySelector('textarea');
    if ('sending' in form.dataset) return;
    const place = field ? form.querySelector('.problem') : byId('notice');
    const note = (text) => {
      place.textContent = text;
    };
    // A button that is switched off would lose the focus.
    form.dataset.sending = '';
    note('');
    try {
      const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: HEADERS });
      if (response.status === 401) note(words.signedOut);
      else {
        const page = parse(await response.text());
        const problem = page.querySelector(field ? `#${form.id} .problem` : '#notice')?.textContent.trim() ?? '';
        following ||= response.ok && form.id === 'reply';
        if (response.ok && field) {
          field.value = '';
          field.dispatchEvent(new Event('words:taken', { bubbles: true }));
          // What comes next is another message.
          const id = form.querySelector('[name=form]');
          if (id) id.value = crypto.randomUUID();
        } else note(problem || words.notDone);
        if (response.ok && !field) note('');
        take(page);
      }
    } catch {
      note(words.offline);
    }
    delete form.dataset.sending;
    count();
  }
  document.addEventListener('submit', (event) => {
    if (!('send' in event.target.dataset)) return;
    event.preventDefault();
    send(event.target);
  });

  // --- Room left, counted as reply-limit.ts does ---------------------------------------------------------------------
  const LATIN = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z^{}[\]~|\\]*$/;
  function segments(text) {
    const sent = text.replace(/🔴|🟡|🟢/gu, '[YELLOW] ');
    const latin = LATIN.test(sent);
    const [alone, joined] = latin ? [160, 153] : [70, 67];
    const widths = Array.from(sent, (character) => (latin ? (/[\^{}[\]~|\\]/.test(character) ? 2 : 1) : character.length));
    const whole = widths.reduce((sum, width) => sum + width, 0);
    if (whole <= alone) return whole === 0 ? 0 : 1;
    let [parts, used] = [1, 0];
    for (const width of widths) {
      if (used + width > joined) [parts, used] = [parts + 1, 0];
      used += width;
    }
    return parts;
  }
  function sizeOf(text, unit) {
    if (unit === 'bytes') return new TextEncoder().encode(text).length;
    return unit === 'units' ? text.length : segments(text);
  }
  function count() {
    for (const left of document.querySelectorAll('[data-left]')) {
      const field = byId(left.dataset.left);
      if (!field) continue;
      const { unit, most } = field.dataset;
      const size = sizeOf(field.value.trim(), unit);
      const rest = Number(most) - size;
      const { word } = left.dataset;
      const room = unit === 'segments' ? say('segments', { size, word, most }) : say('room', { rest: rest.toLocaleString('en'), word });
      left.textContent = rest < 0 ? say('over', { rest: -rest, word }) : room;
      left.classList.toggle('over', rest < 0);
    }
  }
  document.addEventListener('input', () => {
    count();
    follow();
  });

  document.addEventListener('change', ({ target }) => {
    if (target.form && 'atOnce' in target.form.dataset) target.form.requestSubmit();
  });

  function settle() {
    tick();
    count();
    follow();
  }
  settle();
  openAtEnd();
  setInterval(tick, 1000);
})();
