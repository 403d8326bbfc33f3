// What is typed and not sent comes back when the same page is opened again in this tab: telephones of Apple ask nobody before
// they leave. Only fields that a page names (put-back.tsx), only in this tab, only until they are sent, for one shift at most.
(() => {
  const { keeps, of } = document.currentScript.dataset;
  const CITY = 'put-back-city';
  const STORES = ['put-back-desk', CITY];
  const A_SHIFT = 12 * 3_600_000;
  /** Whatever a page names by mistake: a password, a code or a file is never kept. */
  const KEPT = 'textarea, input:not([type]), input[type="text"]';
  const byId = (id) => document.getElementById(id);

  /** A device without storage, or one that refuses it, keeps nothing. */
  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(keeps)) ?? { of, going: null, words: {} };
    } catch {
      return { of, going: null, words: {} };
    }
  }
  function write(kept) {
    try {
      if (kept.going || Object.keys(kept.words).length > 0) sessionStorage.setItem(keeps, JSON.stringify(kept));
      else sessionStorage.removeItem(keeps);
    } catch {
      // Then it is as it was without this file.
    }
  }
  function change(how) {
    const kept = read();
    how(kept);
    write(kept);
  }
  /** Who signs out or clears his conversation leaves nothing to the next one at this device. */
  function forgetAll() {
    try {
      for (const store of STORES) sessionStorage.removeItem(store);
    } catch {
      // There is nothing then.
    }
  }

  let address = location.pathname + location.search;
  const keyOf = (field) => `${address} ${field.id}`;
  const places = () => [...document.querySelectorAll('[data-put-back]')];
  const fieldsOf = (place) =>
    place.dataset.putBack
      .split(' ')
      .map(byId)
      .filter((field) => field?.matches(KEPT) && field.autocomplete !== 'one-time-code' && !field.readOnly);
  const allFields = () => places().flatMap(fieldsOf);
  /** Enough to see that what the page itself put there is the same as then; it may be a whole file. */
  const stamp = (text) => (text === '' ? '' : `${text.length}.${[...text].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) | 0, 7)}`);

  // --- What became of the form by which the page before was left ------------------------------------------------------
  /** Whatever is taken leads on to another page; so does the sign-in, to whoever is signed out. */
  const isLedOn = () => (of !== undefined || keeps === CITY) && performance.getEntriesByType('navigation')[0]?.redirectCount > 0;
  change((kept) => {
    // A colleague at the same computer.
    if (of && kept.of !== of) Object.assign(kept, { of, going: null, words: {} });
    for (const [key, { at }] of Object.entries(kept.words)) if (Date.now() - at > A_SHIFT) delete kept.words[key];
    if (!kept.going) return;
    if (isLedOn()) for (const key of kept.going.keys) delete kept.words[key];
    // The answer to a form stands at the form's address; it is the same page all the same.
    else if (allFields().some((field) => kept.going.keys.includes(`${kept.going.address} ${field.id}`))) address = kept.going.address;
    kept.going = null;
  });

  // --- Putting back ----------------------------------------------------------------------------------------------------
  /** Keys of fields in which words stand that were put back and not touched since. */
  const untouched = new Set();
  /** It went out, and the answer was never heard: then it stands among what was said. */
  const wasSaid = (place, text) =>
    place.dataset.saidIn !== undefined &&
    [...document.querySelectorAll(place.dataset.saidIn)].some((one) => one.textContent.trim().endsWith(text.trim()));
  function putBack(place, field, { text, base }) {
    if (field.value === text) return field.value !== field.defaultValue;
    // Typed anew on this very page; or the page has another text than then, where that counts.
    if (field.value !== field.defaultValue) return false;
    if (field.value !== '' && 'ifUnchanged' in place.dataset && stamp(field.value) !== base) return false;
    field.value = text;
    const folded = field.closest('details');
    if (folded) folded.open = true;
    return true;
  }
  function show(place) {
    if (place.classList.contains('shown')) return;
    place.classList.add('shown');
    place.append(place.querySelector('template').content.cloneNode(true));
    place.querySelector('button').addEventListener('click', () => empty(place));
  }
  function hide(place) {
    place.classList.remove('shown');
    for (const child of [...place.children]) if (child.localName !== 'template') child.remove();
  }
  function empty(place) {
    const fields = fieldsOf(place).filter((field) => untouched.has(keyOf(field)));
    for (const field of fields) {
      field.value = field.defaultValue;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    fields[0]?.focus();
  }
  function look(isWanted) {
    change(({ words }) => {
      for (const place of places())
        for (const field of fieldsOf(place).filter(isWanted)) {
          const entry = words[keyOf(field)];
          if (!entry) continue;
          if (entry.sent && wasSaid(place, entry.text)) delete words[keyOf(field)];
          else if (putBack(place, field, entry)) untouched.add(keyOf(field));
        }
    });
    showAll();
  }
  function showAll() {
    for (const place of places()) (fieldsOf(place).some((field) => untouched.has(keyOf(field))) ? show : hide)(place);
  }
  look(() => true);

  // --- Keeping ---------------------------------------------------------------------------------------------------------
  document.addEventListener('input', ({ target }) => {
    change(({ words }) => {
      for (const field of allFields()) {
        if (field === target) untouched.delete(keyOf(field));
        const isTyped = field.value.trim() !== '' && field.value !== field.defaultValue;
        if (isTyped) words[keyOf(field)] = { text: field.value, base: stamp(field.defaultValue), at: Date.now() };
        else if (field === target) delete words[keyOf(field)];
      }
    });
    showAll();
  });
  /** Parts of a live page are exchanged with what is typed in them. */
  function exchanged() {
    change(({ words }) => {
      // A ready reply was put behind what is typed.
      for (const field of allFields()) if (words[keyOf(field)] && field.value !== '') words[keyOf(field)].text = field.value;
    });
    look((field) => field.value === '');
  }
  document.addEventListener('htmx:after:swap', exchanged);
  document.addEventListener('desk:exchange', () => queueMicrotask(exchanged));

  // --- Sent, and gone --------------------------------------------------------------------------------------------------
  const keysIn = (form) =>
    allFields()
      .filter((field) => field.form === form)
      .map(keyOf);
  // At the window, after whatever sends a form without leaving the page.
  window.addEventListener('submit', ({ target: form, defaultPrevented }) => {
    if (!defaultPrevented && 'forgetsWords' in form.dataset) return forgetAll();
    const keys = keysIn(form);
    change((kept) => {
      if (!defaultPrevented) kept.going = keys.length > 0 ? { address, keys } : null;
      else for (const key of keys) if (kept.words[key]) kept.words[key].sent = true;
    });
  });
  /** Sent without leaving the page, and accepted. */
  document.addEventListener('words:taken', ({ target }) => {
    const keys = keysIn(target.closest('form'));
    change(({ words }) => {
      for (const key of keys) delete words[key];
    });
    for (const key of keys) untouched.delete(key);
    showAll();
  });
  // The page that was left is here again as it was: its form has not gone anywhere.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted)
      change((kept) => {
        kept.going = null;
      });
  });
})();
