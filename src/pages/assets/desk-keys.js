// Everything of the desk by the keyboard; the list of keys stands in shortcuts.tsx.
(() => {
  const byId = (id) => document.getElementById(id);
  if (!byId('keys')) return;
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
  const words = JSON.parse(byId('desk-bar')?.dataset.words ?? '{}');
  /** A key that does nothing says why, to the eye and to the ear. */
  function say(text) {
    const place = byId('key-said');
    if (place) place.textContent = text;
  }
  function claim() {
    const chosen = document.activeElement.closest('tr[data-case], li[data-case]');
    const form = chosen ? chosen.querySelector('form.claim') : document.querySelector('.case form.claim');
    if (form) return form.requestSubmit();
    const owner = (chosen?.querySelector('.owner') ?? document.querySelector('.case .owner-line'))?.textContent.trim();
    say(owner ? words.notToClaim.replace('{owner}', owner) : words.chooseFirst);
  }
  /** Where it is folded away, it is unfolded first. */
  function goTo(id) {
    const target = byId(id);
    const folded = target?.closest('details');
    if (folded) folded.open = true;
    if (target) target.focus();
    else say(words.noKey);
  }
  /** The first thing to fill in there. */
  function goInto(id) {
    const part = byId(id);
    const folded = part?.closest('details') ?? part?.querySelector('details');
    if (folded) folded.open = true;
    const field = (folded ?? part)?.querySelector('input:not([type=hidden]), select, textarea, form button');
    if (field) field.focus();
    else say(words.noKey);
  }
  /** Two keys are pressed quickly: what is written and not sent is not lost by them, unless he presses them again. */
  let leaving = '';
  function leave(path) {
    if (leaving === path) window.unsent.leave();
    else if (window.unsent.any()) {
      leaving = path;
      return say(words.unsent);
    }
    location.assign(path);
  }
  function find() {
    if (byId('find')) byId('find').select();
    else leave('/console#find');
  }
  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    c: claim,
    r: () => goTo('reply-text'),
    n: () => goTo('note-text'),
    t: () => goTo('transfer-to'),
    e: () => goTo('close-truth'),
    b: () => goTo('canned-q'),
    v: () => goInto('verdict'),
    m: () => goInto('money-new'),
    o: () => goInto('receipt-form'),
    p: () => (byId('on-telephone') ? byId('on-telephone').click() : say(words.noKey)),
    u: () => goTo('release'),
    '/': find,
    '?': () => byId('keys').showModal(),
  };
  const AFTER_G = Object.fromEntries(
    Object.entries({ q: '', c: '/calls/new', b: '/call-backs', h: '/handovers', n: '/numbers' }).map(([key, path]) => [
      key,
      () => leave(`/console${path}`),
    ]),
  );
  const NEVER = Number.NEGATIVE_INFINITY;
  let after = NEVER;
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || document.querySelector('dialog[open]')) return;
    const field = event.target.closest('textarea, input, select');
    if (field && event.key === 'Escape') field.blur();
    if (field && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) field.form?.requestSubmit();
    if (field || event.ctrlKey || event.metaKey) return;
    const key = event.timeStamp - after < 1500 ? AFTER_G[event.key] : KEYS[event.key];
    after = event.key === 'g' ? event.timeStamp : NEVER;
    if (!key) return;
    event.preventDefault();
    say('');
    key();
  });
  if (location.hash === '#find') byId('find')?.focus();
})();
