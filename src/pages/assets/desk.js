// The desk works without this file. With it: the page keeps itself up to date, keeps what is typed, and obeys the keyboard.
(() => {
  const byId = (id) => document.getElementById(id);
  const live = byId('live');
  if (!live) return;
  document.documentElement.classList.add('js');
  let cursor = Number(live.dataset.cursor);
  // The server's clock counts, not this computer's.
  const offset = Number(live.dataset.now) - Date.now();
  const plainTitle = document.title;

  // --- Time ---------------------------------------------------------------------------------------------------------
  const two = (count) => String(Math.floor(count)).padStart(2, '0');
  function elapsed(passed) {
    const seconds = Math.max(0, passed) / 1000;
    if (seconds < 3600) return `${two(seconds / 60)}:${two(seconds % 60)}`;
    if (seconds < 86_400) return `${Math.floor(seconds / 3600)}时${two((seconds % 3600) / 60)}分`;
    return `${Math.floor(seconds / 86_400)}天${two((seconds % 86_400) / 3600)}时`;
  }
  function tick() {
    const now = Date.now() + offset;
    for (const time of document.querySelectorAll('[data-since]')) {
      const text = elapsed(now - Number(time.dataset.since));
      if (time.textContent !== text) time.textContent = text;
    }
    for (const row of document.querySelectorAll('[data-alarm]')) row.classList.toggle('overdue', now >= Number(row.dataset.alarm));
  }

  // --- What has changed ---------------------------------------------------------------------------------------------
  /** Without the running times: they alone are no change. */
  const bare = (element) => element.outerHTML.replace(/(data-since="\d+")>[^<]*/g, '$1>').replace(/ ?overdue/g, '');
  const shown = new Map([...document.querySelectorAll('[data-part]')].map((part) => [part.id, bare(part)]));
  const typedIn = (part) => [...part.querySelectorAll('textarea')].find((field) => field.value !== '');
  const waitingP0 = () => new Set([...document.querySelectorAll('[data-alarm]')].map((row) => row.dataset.case));

  function exchange(part, fresh) {
    const typed = typedIn(part);
    const field = fresh.querySelector('textarea');
    // Whose words would vanish keeps the form; the server refuses to send what is not his to say any more.
    if (typed && !field) return;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
    const top = part.scrollTop;
    shown.set(part.id, bare(fresh));
    part.replaceWith(fresh);
    if (typed) field.value = typed.value;
    if (focused) byId(focused)?.focus({ preventScroll: true });
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

  function take(page) {
    const fresh = page.querySelector('#live');
    if (!fresh || Number(fresh.dataset.cursor) < cursor) return;
    cursor = Number(fresh.dataset.cursor);
    const before = waitingP0();
    for (const next of fresh.querySelectorAll('[data-part]')) {
      const part = byId(next.id);
      if (!part || shown.get(next.id) === bare(next)) continue;
      if (part.dataset.state !== undefined && part.dataset.state === next.dataset.state) continue;
      exchange(part, document.adoptNode(next));
    }
    const added = [...waitingP0()].filter((id) => !before.has(id)).length;
    if (added > 0) byId('told').textContent = `新的火急工单 ${added} 单`;
    settle();
  }

  const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
  /** 401 then, where a page would lead to the sign-in. */
  const HEADERS = { 'HX-Request': 'true' };
  let busy = false;
  let again = false;
  async function refresh() {
    again = busy;
    if (busy) return;
    busy = true;
    try {
      const address = new URL(live.dataset.address, location.href);
      address.searchParams.set('fragment', '1');
      const response = await fetch(address, { headers: HEADERS, cache: 'no-store' });
      if (response.status === 401) location.reload();
      if (response.ok) take(parse(await response.text()));
      else again = response.status >= 500;
    } catch {
      again = true;
    }
    busy = false;
    if (again) setTimeout(refresh, 1000);
  }

  // --- The stream: one for all tabs of this browser ------------------------------------------------------------------
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('desk') : null;
  function heard(state) {
    if ('lost' in state) byId('lost').hidden = !state.lost;
    if (state.cursor > cursor) refresh();
  }
  function tell(state) {
    heard(state);
    tabs?.postMessage(state);
  }
  function listen() {
    const source = new EventSource(`/console/events?after=${cursor}`);
    source.addEventListener('open', () => tell({ lost: false }));
    source.addEventListener('changed', (event) => tell({ cursor: Number(event.lastEventId) }));
    source.addEventListener('error', () => {
      tell({ lost: true });
      // The browser comes back by itself after a lost connection, but not after a refusal.
      if (source.readyState !== EventSource.CLOSED) return;
      refresh();
      setTimeout(listen, 5000);
    });
  }
  tabs?.addEventListener('message', ({ data }) => heard(data));
  // Whoever holds the lock listens for all; when his tab closes, the next one goes on. Only behind HTTPS.
  if (tabs && navigator.locks)
    navigator.locks.request('desk-stream', () => {
      listen();
      return new Promise(() => {});
    });
  else listen();
  window.addEventListener('pageshow', (event) => event.persisted && refresh());
  document.addEventListener('visibilitychange', () => document.hidden || refresh());

  // --- Forms: sent without leaving the page, so that what stands in the other one stays ------------------------------
  async function send(form) {
    const field = form.querySelector('textarea');
    const button = form.querySelector('[type=submit]');
    const place = field ? form.querySelector('.problem') : byId('notice');
    const say = (text) => {
      place.textContent = text;
    };
    button.disabled = true;
    say('');
    try {
      const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: HEADERS });
      if (response.status === 401) say('您已退出登录，没有发出。写的先复制下来，再重新登录。');
      else {
        const page = parse(await response.text());
        const problem = page.querySelector(field ? `#${form.id} .problem` : '#notice')?.textContent.trim() ?? '';
        following ||= response.ok && form.id === 'reply';
        if (response.ok && field) {
          field.value = '';
          // What comes next is another message.
          const id = form.querySelector('[name=form]');
          if (id) id.value = crypto.randomUUID();
        } else say(problem || '没做成。写的还在，请再按一次。');
        if (response.ok && !field) say('');
        take(page);
      }
    } catch {
      say('可能断网了，不知道发出没有。先看对话里有没有这一条，再按一次。');
    }
    button.disabled = false;
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
      const room = unit === 'segments' ? `${size}${word}，最多${most}条` : `还可写${rest.toLocaleString('zh-CN')}${word}`;
      left.textContent = rest < 0 ? `超出${-rest}${word}` : room;
      left.classList.toggle('over', rest < 0);
    }
  }
  document.addEventListener('input', () => {
    count();
    follow();
  });

  // --- Keys ---------------------------------------------------------------------------------------------------------
  let row = '';
  function move(step) {
    const links = [...document.querySelectorAll('a.open')].filter((link) => link.offsetParent !== null);
    const at = links.findIndex((link) => link === document.activeElement || (document.activeElement === document.body && link.id === row));
    const next = at === -1 ? links[step > 0 ? 0 : links.length - 1] : links[at + step];
    if (!next) return;
    row = next.id;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }
  function claim() {
    const chosen = document.activeElement.closest('[data-case]') ?? byId('case-head');
    chosen?.querySelector('form.claim')?.requestSubmit();
  }
  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    c: claim,
    r: () => byId('reply-text')?.focus(),
    n: () => byId('note-text')?.focus(),
    '?': () => byId('keys').showModal(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || byId('keys').open) return;
    const field = event.target.closest('textarea, input, select');
    if (field && event.key === 'Escape') field.blur();
    if (field && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) field.form?.requestSubmit();
    if (field || event.ctrlKey || event.metaKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  function settle() {
    const waiting = document.querySelector('[data-waiting]')?.dataset.waiting ?? '0';
    document.title = waiting === '0' ? plainTitle : `(${waiting}) ${plainTitle}`;
    tick();
    count();
    follow();
  }
  settle();
  setInterval(tick, 1000);
})();
