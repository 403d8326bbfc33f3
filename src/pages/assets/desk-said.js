// Who works by keyboard or by ear: the focus stays where he is when a part of the page is exchanged, and what is new is said.
(() => {
  const byId = (id) => document.getElementById(id);
  /** Enough to know what it is about; the rest is on the page. Characters. */
  const LONGEST_SAID = 200;

  // --- The focus ---------------------------------------------------------------------------------------------------------
  const alike = (one) => `${one.tagName} ${one.name ?? ''} ${one.value ?? ''} ${one.getAttribute('href') ?? ''} ${one.textContent.trim()}`;
  const links = (part) => [...part.querySelectorAll('a.open')];
  /** Never on a button that he has not chosen: the next Enter would press it. */
  function successor(part, held) {
    const row = held.closest('tr, li')?.querySelector('a.open');
    const at = row ? links(part).indexOf(row) : -1;
    const [id, name] = [held.id, alike(held)];
    return (fresh) => {
      const same = id
        ? fresh.querySelector(`#${CSS.escape(id)}`)
        : [...fresh.querySelectorAll(held.tagName)].find((one) => alike(one) === name);
      const left = links(fresh);
      const next = same ?? (row && byId(row.id)) ?? (at === -1 ? null : left[Math.min(at, left.length - 1)]);
      if (next) return next;
      fresh.tabIndex = -1;
      return fresh;
    };
  }
  document.addEventListener('desk:exchange', ({ detail: { part, fresh, exchange } }) => {
    const held = part.contains(document.activeElement) ? document.activeElement : null;
    const find = held && held !== part ? successor(part, held) : () => fresh;
    if (held === part) fresh.tabIndex = part.tabIndex;
    const fresher = said(part, fresh);
    exchange();
    if (held) find(fresh).focus({ preventScroll: true });
    if (fresher.length > 0) tell(fresher);
  });

  // --- What is new -------------------------------------------------------------------------------------------------------
  const wordsOf = (one) => one.textContent.replace(/\s+/g, ' ').trim().slice(0, LONGEST_SAID);
  const keyOf = (one) => one.dataset.said || wordsOf(one);
  /** What bears `data-said` and was not there before: a message, a note, whose the case is. */
  function said(part, fresh) {
    const known = new Set([...part.querySelectorAll('[data-said]')].map(keyOf));
    return [...fresh.querySelectorAll('[data-said]')].filter((one) => !known.has(keyOf(one))).map(wordsOf);
  }
  /** Several parts are exchanged in one turn; none may take the other's words away. */
  let news = [];
  function tell(texts) {
    if (news.length === 0)
      queueMicrotask(() => {
        const told = byId('told');
        if (told) told.textContent = news.join(' ');
        news = [];
      });
    news.push(...texts);
  }
})();
