// What is typed and not sent comes back when the same page is opened again in this tab: telephones of Apple ask nobody before
// they leave. Only fields that a page names (put-back.tsx), only in this tab, only until they are sent, for one shift at most.
(() => {
  const { keeps, of } = document.currentScript.dataset;
  const CITY = 'put-back-city';
  const STORES = ['put-back-desk', CITY];
  const A_SHIFT = 12 * 3_600_000;
  /** Whatever a page names by mistake: a password, a code or a file is never kept. */
  const KEPT = 'textarea, input:not([type]), input[type="text"]';
  let address = location.pathname + location.search;

  // --- The page --------------------------------------------------------------------------------------------------------
  const places = () => [...document.querySelectorAll('[data-put-back]')];
  /** Each field that a place names, and under which key its words are kept. */
  const slotsOf = (place) =>
    place.dataset.putBack
      .split(' ')
      .map((id) => document.getElementById(id))
      .filter((field) => field?.matches(KEPT) && field.autocomplete !== 'one-time-code' && !field.readOnly)
      .map((field) => ({ place, field, key: `${address} ${field.id}` }));
  const slots = () => places().flatMap(slotsOf);
  const keysIn = (form) =>
    slots()
      .filter(({ field }) => field.form === form)
      .map(({ key }) => key);
  /** Says beside the fields whether something was put back and not touched since. */
  function tell(words) {
    for (const place of places()) {
      const isBack = slotsOf(place).some(({ key }) => words[key]?.back);
      if (isBack === place.classList.contains('shown')) continue;
      const template = place.querySelector('template');
      place.classList.toggle('shown', isBack);
      place.replaceChildren(template, ...(isBack ? [template.content.cloneNode(true)] : []));
    }
  }

  // --- The store: words by key, and the form by which the page is being left --------------------------------------------
  /** A device without storage, or one that refuses it, keeps nothing. */
  function inTab(use) {
    try {
      return use(sessionStorage);
    } catch {
      return null;
    }
  }
  const read = () => inTab((tab) => JSON.parse(tab.getItem(keeps))) ?? { of, going: null, words: {} };
  function change(how) {
    const kept = read();
    how(kept);
    const isEmpty = !kept.going && Object.keys(kept.words).length === 0;
    inTab((tab) => (isEmpty ? tab.removeItem(keeps) : tab.setItem(keeps, JSON.stringify(kept))));
    tell(kept.words);
  }
  /** Who signs out or clears his conversation leaves nothing to the next one at this device. */
  const forgetAll = () => {
    for (const store of STORES) inTab((tab) => tab.removeItem(store));
  };
  /** Enough to see that what the page itself put there is the same as then; it may be a whole file. */
  const stamp = (text) => (text === '' ? '' : `${text.length}.${[...text].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) | 0, 7)}`);

  // --- Putting back ----------------------------------------------------------------------------------------------------
  /** As it was typed: without the numbers of the reasons that stand in it. */
  function typedIn(said) {
    const copy = said.cloneNode(true);
    for (const number of copy.querySelectorAll('sup')) number.remove();
    return copy.textContent.trim();
  }
  /** It went out, and the answer was never heard: then it stands among what was said. */
  const wasSaid = ({ place }, text) =>
    place.dataset.saidIn !== undefined &&
    [...document.querySelectorAll(place.dataset.saidIn)].some((one) => typedIn(one).endsWith(text.trim()));
  /** @returns whether it is in the field, and not because the page itself says so */
  function fill({ place, field }, { text, base }) {
    if (field.value === text) return field.value !== field.defaultValue;
    // Typed anew on this very page; or the page has another text than then, where that counts.
    if (field.value !== field.defaultValue) return false;
    if (field.value !== '' && 'ifUnchanged' in place.dataset && stamp(field.value) !== base) return false;
    field.value = text;
    const folded = field.closest('details');
    if (folded) folded.open = true;
    return true;
  }
  function putBack(slot, words) {
    const entry = words[slot.key];
    if (entry?.sent && wasSaid(slot, entry.text)) delete words[slot.key];
    else if (entry) entry.back = fill(slot, entry);
  }

  /** Whatever is taken leads on to another page; so does the sign-in, to whoever is signed out. */
  const isLedOn = () => (of !== undefined || keeps === CITY) && performance.getEntriesByType('navigation')[0]?.redirectCount > 0;
  change((kept) => {
    // A colleague at the same computer.
    if (of && kept.of !== of) Object.assign(kept, { of, going: null, words: {} });
    const { going, words } = kept;
    for (const [key, { at }] of Object.entries(words)) if (Date.now() - at > A_SHIFT) delete words[key];
    if (going && isLedOn()) for (const key of going.keys) delete words[key];
    // The answer to a form stands at the form's address; it is the same page all the same.
    else if (going && slots().some(({ field }) => going.keys.includes(`${going.address} ${field.id}`))) address = going.address;
    kept.going = null;
    for (const slot of slots()) putBack(slot, words);
  });

  // --- Typed and emptied -----------------------------------------------------------------------------------------------
  document.addEventListener('input', ({ target }) => {
    change(({ words }) => {
      for (const { field, key } of slots()) {
        const isTyped = field.value.trim() !== '' && field.value !== field.defaultValue;
        const back = field !== target && words[key]?.back === true;
        if (isTyped) words[key] = { text: field.value, base: stamp(field.defaultValue), at: Date.now(), back };
        else if (field === target) delete words[key];
      }
    });
  });
  document.addEventListener('click', ({ target }) => {
    if (!target.matches('.put-back-empty')) return;
    const { words } = read();
    const back = slotsOf(target.closest('[data-put-back]')).filter(({ key }) => words[key]?.back);
    for (const { field } of back) {
      field.value = field.defaultValue;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    back[0]?.field.focus();
  });
  /** Parts of a live page are exchanged with what is typed in them. */
  const exchanged = () =>
    change(({ words }) => {
      for (const slot of slots()) {
        // A ready reply was put behind what is typed.
        if (words[slot.key] && slot.field.value !== '') words[slot.key].text = slot.field.value;
        else putBack(slot, words);
      }
    });
  document.addEventListener('htmx:after:swap', exchanged);
  document.addEventListener('desk:exchange', () => queueMicrotask(exchanged));

  // --- Sent, and gone --------------------------------------------------------------------------------------------------
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
    change(({ words }) => {
      for (const key of keysIn(target.closest('form'))) delete words[key];
    });
  });
  // The page that was left is here again as it was: its form has not gone anywhere.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted)
      change((kept) => {
        kept.going = null;
      });
  });
})();
