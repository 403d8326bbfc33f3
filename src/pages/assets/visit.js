// Without this file every form of a visit is a plain form. With it, what is sent without a network waits on the telephone,
// sealed under a key that only the signed-in officer's pages carry, and goes out later, in order, each once: the server does
// the forms of one stepId once.
(() => {
  const root = document.getElementById('visit');
  if (!root || !window.visitQueue) return;
  const QUEUE = window.visitQueue.stored;
  const A_DAY = 86_400_000;
  const A_MINUTE = 60_000;
  const AGAIN = 15_000;
  const ANSWER_WITHIN = 10_000;
  const words = JSON.parse(root.dataset.words);
  const me = root.dataset.officer;
  const bar = document.getElementById('unsent');
  const text = document.getElementById('unsent-text');
  const refusedList = document.getElementById('unsent-refused');
  const sendNow = document.getElementById('unsent-send');
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const { seal, open, read, write, change } = window.visitQueue(root.dataset.key);
  let expired = 0;
  /** Somebody else's, and what is older than a day, does not stay. */
  function tidy() {
    const items = read();
    const kept = items.filter((item) => item.by === me && Date.now() - item.at < A_DAY);
    expired += items.filter((item) => item.by === me && Date.now() - item.at >= A_DAY).length;
    if (kept.length !== items.length) write(kept);
    return kept;
  }

  // --- What the page says ----------------------------------------------------------------------------------------------
  let why = '';
  let sentSome = false;
  /** A form on this page was refused and is to be handed in anew: not everything is sent. */
  let refusedSome = false;
  function show() {
    const items = tidy();
    const waiting = items.filter((item) => !item.refused);
    const said = [];
    if (waiting.length > 0) said.push(fill(words.unsent, { n: waiting.length, what: waiting.map((item) => item.label).join(' · ') }));
    if (waiting.length > 0 && why) said.push(why);
    if (expired > 0) said.push(fill(words.expired, { n: expired }));
    if (items.length === 0 && said.length === 0 && sentSome && !refusedSome) said.push(words.sent);
    bar.hidden = said.length === 0 && items.length === 0;
    bar.classList.toggle('waiting', items.length > 0 || expired > 0);
    if (text.textContent !== said.join(' ')) text.textContent = said.join(' ');
    sendNow.hidden = waiting.length === 0;
    refusedList.replaceChildren(
      ...items
        .filter((item) => item.refused)
        .map((item) => {
          const line = document.createElement('li');
          const drop = document.createElement('button');
          drop.type = 'button';
          drop.className = 'visit-button';
          drop.textContent = words.drop;
          drop.addEventListener('click', () => {
            change(item.id, null);
            show();
          });
          const mend = document.createElement('a');
          mend.textContent = words.mend;
          open(item.sealed).then(
            ({ page }) => {
              if (page) mend.href = page;
            },
            () => mend.remove(),
          );
          line.append(`${words.refused}${item.label}。${item.refused} `, mend, ' ', drop);
          return line;
        }),
    );
  }
  function sayAt(form, sentence) {
    let line = form.querySelector('.visit-said');
    if (!line) {
      line = document.createElement('p');
      line.className = 'visit-said';
      line.setAttribute('role', 'alert');
      form.append(line);
    }
    line.textContent = sentence;
    // What is folded away is read by nobody.
    const folded = form.closest('details');
    if (folded) folded.open = true;
  }

  // --- Sending ---------------------------------------------------------------------------------------------------------
  const saidIn = (html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    return (page.querySelector('.problem, .gate p, [role="alert"]')?.textContent ?? '').trim();
  };
  /** @returns true when it has arrived, false when it is refused for good, null when it is to be tried again */
  async function send(item) {
    const { action, body: fields } = await open(item.sealed);
    // What could not go out at once says so: it may tell of a time that is longer ago.
    const body = Date.now() - item.at > A_MINUTE ? `${fields}&waited=1` : fields;
    const headers = { 'HX-Request': 'true', 'Content-Type': 'application/x-www-form-urlencoded' };
    // A network that changes on the way can leave a request without an answer and without an error: what waits behind it
    // would wait for ever.
    const patience = new AbortController();
    const enough = setTimeout(() => patience.abort(), ANSWER_WITHIN);
    const asked = { method: 'POST', body, headers, redirect: 'manual', credentials: 'same-origin', signal: patience.signal };
    const response = await fetch(action, asked).finally(() => clearTimeout(enough));
    if (response.ok || response.type === 'opaqueredirect') return true;
    if (response.status === 401) why = words.signedOut;
    else if (response.status >= 500 || response.status === 408 || response.status === 429) why = words.server;
    else {
      change(item.id, { refused: saidIn(await response.text()) || String(response.status) });
      return false;
    }
    return null;
  }
  const arrivals = new Map();
  const refusals = new Map();
  async function sendAll() {
    for (;;) {
      const item = tidy().find((one) => !one.refused);
      if (!item) return;
      let arrived = null;
      try {
        why = '';
        arrived = await send(item);
      } catch (error) {
        // What this key does not open was written by another server, or is broken: nobody can ever send it.
        if (error instanceof DOMException && error.name === 'OperationError') change(item.id, null);
        else why = words.lost;
        if (why) return;
        continue;
      }
      if (arrived === null) return;
      if (arrived) {
        sentSome = true;
        change(item.id, null);
        arrivals.get(item.id)?.();
      } else refusals.get(item.id)?.();
    }
  }
  let sending = null;
  let again = false;
  /** One at a time, also among several pages of this browser; who asks meanwhile is served by another round. */
  function flush() {
    if (sending) {
      again = true;
      return sending;
    }
    sending = (navigator.locks ? navigator.locks.request(QUEUE, sendAll) : sendAll()).finally(() => {
      sending = null;
      show();
      if (!again) return undefined;
      again = false;
      return flush();
    });
    return sending;
  }

  /** It waits nowhere any more: as what is typed it is kept, and asked for before he leaves. */
  const typedAgain = (form) => form.dispatchEvent(new Event('input', { bubbles: true }));
  /** What was refused for good is on its form again, as it was filled in. */
  async function putBack() {
    for (const item of tidy().filter((one) => one.refused)) {
      const { action, body } = await open(item.sealed).catch(() => ({}));
      const form = [...root.querySelectorAll('form[data-queue]')].find((one) => one.action === action && one.dataset.queue === item.label);
      if (!form) continue;
      for (const [name, value] of new URLSearchParams(body))
        for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]:not([type="hidden"])`))
          if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.value === value;
          else field.value = value;
      sayAt(form, item.refused);
      typedAgain(form);
      refusedSome = true;
      change(item.id, null);
    }
    show();
  }
  const plainName = (name) => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  /** What the server would refuse is said before it waits: at the doorstep he can still put it right. */
  function isSigned(form) {
    const field = form.querySelector('[data-own]');
    if (!field || plainName(field.value) === plainName(field.dataset.own)) return true;
    sayAt(form, field.dataset.ownSaid);
    field.setAttribute('aria-invalid', 'true');
    field.focus();
    return false;
  }

  for (const form of root.querySelectorAll('form[data-queue]')) {
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (form.dataset.kept !== undefined || !isSigned(form)) return;
      form.dataset.kept = '';
      refusedSome = false;
      const id = crypto.randomUUID();
      const fields = new URLSearchParams(new FormData(form));
      fields.set('stepId', id);
      fields.set('at', String(Date.now()));
      const sealed = await seal({ action: form.action, body: fields.toString(), page: location.pathname });
      try {
        write([...tidy(), { id, by: me, at: Date.now(), label: form.dataset.queue, sealed }]);
      } catch {
        delete form.dataset.kept;
        sayAt(form, words.noRoom);
        return;
      }
      form.dispatchEvent(new Event('words:taken', { bubbles: true }));
      const button = form.querySelector('button[type="submit"]');
      button.disabled = true;
      let arrived = false;
      const goOn = () => {
        arrived = true;
        if (form.dataset.paid !== undefined) window.unsent.leave();
        if (form.dataset.next !== undefined) location.assign(form.dataset.next);
        else sayAt(form, `✓ ${words.arrived}`);
      };
      arrivals.set(id, goOn);
      let refused = false;
      refusals.set(id, () => {
        // At once or after it had waited: changed, it may be sent again.
        refused = true;
        refusedSome = true;
        sayAt(form, read().find((item) => item.id === id)?.refused ?? '');
        change(id, null);
        delete form.dataset.kept;
        button.disabled = false;
        typedAgain(form);
        show();
      });
      show();
      await flush();
      if (arrived || refused) return;
      sayAt(form, form.dataset.paid === undefined ? words.kept : words.paidOffline);
    });
  }

  // --- Leaving ---------------------------------------------------------------------------------------------------------
  for (const form of document.querySelectorAll('form[action="/console/sign-out"]'))
    form.addEventListener('submit', (event) => {
      const waiting = tidy().length;
      if (waiting > 0 && !confirm(fill(words.leave, { n: waiting }))) event.preventDefault();
      else localStorage.removeItem(QUEUE);
    });

  sendNow.addEventListener('click', flush);
  window.addEventListener('online', flush);
  window.addEventListener('storage', (event) => {
    if (event.key === QUEUE) show();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && tidy().length > 0) flush();
  });
  setInterval(() => {
    if (tidy().some((item) => !item.refused)) flush();
    else show();
  }, AGAIN);
  show();
  if (tidy().length > 0) flush().then(putBack);
})();
