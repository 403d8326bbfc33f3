// The page works without this file. With it: answers come into view, the field grows, an officer's words appear.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const byId = (id) => document.getElementById(id);
  const form = byId('composer');
  const field = byId('message');
  const log = byId('log');
  const main = document.querySelector('.chat-main');
  /** Pixels of the strip with 110, and a little more. */
  const COVERED_ABOVE = 96;
  const hasFinePointer = matchMedia('(pointer: fine)').matches;

  const grow = () => {
    if (CSS.supports('field-sizing', 'content')) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 4}px`;
  };
  const show = (text) => {
    byId('problem').textContent = text;
  };
  const showHelp = (id) => {
    for (const help of document.querySelectorAll('.help')) help.classList.toggle('shown', help.id === id);
  };
  const reveal = (element) => element?.scrollIntoView({ block: 'start' });

  field.addEventListener('input', () => {
    grow();
    if (byId('problem').textContent) show('');
  });
  // On a keyboard Enter sends, unless it chooses a word of the input method; on a phone it begins a new line.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (!hasFinePointer && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector('.send'));
  });

  document.addEventListener('click', async (event) => {
    const asked = event.target.closest('[data-help]');
    if (asked) {
      event.preventDefault();
      showHelp(asked.dataset.help);
      if (field.value === '' && asked.dataset.begin) field.value = asked.dataset.begin;
      field.focus();
      return;
    }
    const copy = event.target.closest('[data-copy]');
    if (!copy) return;
    const done = await copyText(copy.dataset.copy);
    if (done) copy.textContent = copy.dataset.done;
  });

  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without HTTPS and in some web views there is only the old way.
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  }

  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    // The button that was pressed is gone, and with it the keyboard's place: it goes on at what stands there now.
    if (ctx.request.place && document.activeElement === document.body) ctx.request.place.querySelector('.thanks')?.focus();
    if (ctx.sourceElement !== form || ctx.response.status >= 400) return;
    byId('welcome')?.remove();
    byId('title').hidden = false;
    showHelp(null);
    main.dataset.live = '';
    if (!ctx.request.submitter?.name && field.value.trim() === ctx.request.form_text) {
      field.value = '';
      field.dispatchEvent(new Event('words:taken', { bubbles: true }));
    }
    grow();
    if (!hasFinePointer) field.blur();
    reveal([...log.querySelectorAll('.exchange')].at(-1));
    listen();
  });
  document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
    if (ctx.sourceElement === form) {
      ctx.request.form_text = field.value.trim();
      showStanding('');
    } else ctx.request.place = ctx.sourceElement.closest('.tools');
  });
  document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
    if (ctx?.sourceElement === form) show(form.dataset.offline);
  });
  document.addEventListener('looks:changed', grow);

  // Late answers and an officer's words. Closed while nobody looks.
  let source = null;
  let after = '0';
  function listen() {
    if (source || document.hidden || !('live' in main.dataset)) return;
    source = new EventSource(`/events?after=${after}`);
    // The browser comes back by itself after a lost connection, but not after a refusal: then with the next message.
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) source = null;
    });
    source.addEventListener('reply', (event) => {
      after = event.lastEventId;
      const template = document.createElement('template');
      template.innerHTML = event.data;
      const turn = template.content.firstElementChild;
      if (!turn || byId(turn.id)) return;
      showStanding('');
      log.append(turn);
      window.htmx?.process(turn);
      reveal(turn);
    });
    source.addEventListener('standing', (event) => {
      after = event.lastEventId;
      showStanding(event.data);
    });
  }
  /** Of one conversation one thing holds: that an officer has it, or that his case has ended. */
  function showStanding(html) {
    for (const notice of document.querySelectorAll('.owned')) notice.remove();
    log.insertAdjacentHTML('afterend', html);
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else listen();
  });

  // What the style sheet must know: how much of the screen the composer covers.
  new ResizeObserver(() => root.style.setProperty('--composer', `${form.offsetHeight + 8}px`)).observe(form);

  /** What an officer has answered since he wrote; all of it where there is room, else the newest. Otherwise his own last words. */
  function whereToOpen() {
    const answers = [...document.querySelectorAll('#latest .turn-officer')];
    const [oldest, newest] = [answers[0], answers.at(-1)];
    if (!newest) return byId('latest');
    const height = newest.getBoundingClientRect().bottom - oldest.getBoundingClientRect().top;
    return height < innerHeight - form.offsetHeight - COVERED_ABOVE ? oldest : newest;
  }

  grow();
  if (location.hash === '#cleared') {
    history.replaceState(null, '', location.pathname);
    field.focus({ preventScroll: true });
  } else if (!location.hash) reveal(whereToOpen());
  listen();
})();
