// Drafts work without this file. With it, an edit is tried while one writes, and measuring shows how far it is.
(() => {
  document.documentElement.classList.add('js');
  /** 401 then, where a page would lead to the sign-in. */
  const HEADERS = { 'HX-Request': 'true' };
  const parse = (html) => new DOMParser().parseFromString(html, 'text/html');

  // --- What an edit does, beside the editor --------------------------------------------------------------------------
  const PAUSE = 400;
  const editor = document.getElementById('editor');
  const findings = document.getElementById('findings');
  const body = editor?.elements.namedItem('body');

  function startTrying() {
    const words = JSON.parse(editor.dataset.words);
    let waiting = 0;
    let asked = new AbortController();
    let shown = '';
    /** Read out once, and not again as long as it is the same. */
    function show(html) {
      if (html === shown) return;
      shown = html;
      findings.replaceChildren(...parse(html).body.childNodes);
    }
    function say(text) {
      shown = text;
      findings.textContent = text;
    }
    async function attempt() {
      clearTimeout(waiting);
      asked.abort();
      const own = new AbortController();
      asked = own;
      findings.setAttribute('aria-busy', 'true');
      try {
        const fields = new URLSearchParams(new FormData(editor));
        const response = await fetch(editor.dataset.examine, { method: 'POST', body: fields, headers: HEADERS, signal: own.signal });
        if (response.status === 401) say(words.signedOut);
        else if (response.ok) show(await response.text());
        else say(words.failed);
      } catch {
        if (!own.signal.aborted) say(words.offline);
      }
      if (asked === own) findings.removeAttribute('aria-busy');
    }
    body.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(attempt, PAUSE);
    });
    editor.addEventListener('submit', (event) => {
      if (!event.submitter || !('try' in event.submitter.dataset)) return;
      event.preventDefault();
      attempt();
    });
    attempt();
  }
  if (editor && findings && body && !body.readOnly) startTrying();

  // --- Nothing that was written is left behind unsaved ----------------------------------------------------------------
  let unsaved = editor !== null && 'unsaved' in editor.dataset;
  body?.addEventListener('input', () => {
    unsaved = true;
  });
  editor?.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) unsaved = false;
  });
  window.addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });

  // --- How far measuring is -------------------------------------------------------------------------------------------
  const EVERY = 2000;
  const SELDOM = 10_000;
  async function follow() {
    const part = document.querySelector('[data-poll]');
    if (!part) return;
    try {
      const response = await fetch(part.dataset.poll, { headers: HEADERS, cache: 'no-store' });
      if (response.status === 401) return;
      const fresh = response.ok ? parse(await response.text()).getElementById(part.id) : null;
      if (fresh && fresh.outerHTML !== part.outerHTML) part.replaceWith(document.adoptNode(fresh));
    } catch {
      // The next time, perhaps.
    }
    setTimeout(follow, document.hidden ? SELDOM : EVERY);
  }
  setTimeout(follow, EVERY);
})();
