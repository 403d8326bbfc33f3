// Cases that nobody has claimed: said in words, by a tone, by a notification and in the title, until somebody does.
(() => {
  const bar = document.getElementById('desk-bar');
  if (!bar) return;
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(bar.dataset.words);
  const say = (name, parts) => words[name].replace(/\{(\w+)\}/g, (_, part) => parts[part]);
  const { role } = bar.dataset;
  const supervising = 'supervising' in bar.dataset;
  const MOST_SHOWN = 3;
  /** In a case on a telephone, or at 200 %, one row of them is enough: what he came to read stands below. */
  const narrow = matchMedia('(max-width: 799px)');
  const mostShown = () => (bar.dataset.place !== 'desk' && narrow.matches ? 1 : MOST_SHOWN);
  const AGAIN_MS = 10_000;
  let calls = [];

  const kept = {
    get(name) {
      try {
        return localStorage.getItem(name);
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(name, value);
      } catch {
        // Kept for this page alone, then.
      }
    },
  };

  // --- Which of them are for him ---------------------------------------------------------------------------------------
  const live = byId('live');
  // The server's clock counts, not this computer's.
  const offset = live ? Number(live.dataset.now) - Date.now() : 0;
  // His own at this computer, and of this call: when it calls anew, or louder, he is told.
  const HUSHED = `desk-hushed-${bar.dataset.officer}`;
  const hushed = () => (kept.get(HUSHED) ?? '').split(' ').filter(Boolean);
  const keepHushed = (names) => kept.set(HUSHED, names.slice(-100).join(' '));
  const turnOf = ({ id, urgency, alarm, reported, returned }) => `${id}/${urgency}/${alarm}/${reported}/${returned}`;
  const nameOf = (call) => `${turnOf(call)}/${call.level}`;
  function levelOf({ urgency, alarm, reported, role: wanted }, now) {
    if (supervising && reported !== null && now >= reported) return 'reported';
    if (wanted !== null && wanted !== role && role !== 'administrator') return null;
    if (urgency === 'P0') return 'p0';
    return alarm !== null && now >= alarm ? 'p1' : null;
  }
  function ringing() {
    const [now, quiet] = [Date.now() + offset, hushed()];
    const mine = calls.map((call) => ({ ...call, level: levelOf(call, now) }));
    return mine.filter((call) => call.level !== null && !quiet.includes(nameOf(call))).sort((a, b) => (a.urgency < b.urgency ? -1 : 1));
  }

  // --- In words --------------------------------------------------------------------------------------------------------
  function made(tag, attributes, text) {
    const element = Object.assign(document.createElement(tag), attributes);
    element.textContent = text;
    return element;
  }
  function more(count) {
    const row = made('li', { className: 'call' }, '');
    row.append(made('a', { href: '/console' }, `+${count}`));
    return row;
  }
  function rowOf(call) {
    const row = made('li', { className: `call call-${call.level}` }, '');
    row.dataset.call = call.id;
    const link = made('a', { href: `/console/cases/${encodeURIComponent(call.id)}` }, words.open);
    const hush = made('button', { type: 'button', className: 'hush' }, words.hush);
    // Read by itself, each says of which case.
    for (const part of [link, hush]) part.setAttribute('aria-label', `${call.number} ${part.textContent}`);
    hush.addEventListener('click', () => {
      keepHushed([...hushed(), nameOf(call)]);
      tick();
    });
    row.append(made('b', {}, say(`${call.level}Row`, call)), ' ', link, ' ', hush);
    return row;
  }
  /** The focus stays where it was, or goes to the link of the row that is there now; never onto a button not chosen. */
  function keepFocus(list, exchange) {
    const held = list.contains(document.activeElement) ? document.activeElement : null;
    const { call } = held?.closest('li').dataset ?? {};
    const at = held ? [...list.children].indexOf(held.closest('li')) : -1;
    exchange();
    if (!held) return;
    const same = call && list.querySelector(`[data-call="${CSS.escape(call)}"] ${held.tagName}`);
    bar.tabIndex = -1;
    const next = same || list.children[Math.min(at, list.children.length - 1)]?.querySelector('a') || bar;
    next.focus({ preventScroll: true });
  }
  function show(now) {
    const list = byId('alarm-calls');
    const first = now.slice(0, mostShown());
    const shown = `${first.map((call) => `${call.level} ${call.id}`).join(',')} of ${now.length}`;
    if (list.dataset.shown === shown) return;
    list.dataset.shown = shown;
    list.hidden = now.length === 0;
    const rest = now.length - first.length;
    keepFocus(list, () => list.replaceChildren(...first.map(rowOf), ...(rest > 0 ? [more(rest)] : [])));
  }

  // --- By a tone -------------------------------------------------------------------------------------------------------
  let audio = null;
  let sound = kept.get('desk-sound') === 'on';
  function showSound() {
    byId('sound').textContent = sound ? words.soundOff : words.soundOn;
    byId('sound').setAttribute('aria-pressed', String(sound));
    byId('silent').hidden = !sound || audio?.state === 'running';
  }
  /** Browsers let a page sound only after somebody has touched it. */
  function wake() {
    if (!sound) return;
    audio ??= new AudioContext();
    audio.resume().then(showSound, showSound);
  }
  function tone(level) {
    if (!sound || audio?.state !== 'running') return;
    // One tab sounds for all.
    if (Date.now() - Number(kept.get('desk-rang')) < 1500) return;
    kept.set('desk-rang', String(Date.now()));
    const pitches = level === 'p0' ? [880, 660, 880] : [560, 560];
    pitches.forEach((pitch, index) => {
      const [from, until] = [audio.currentTime + index * 0.22, audio.currentTime + index * 0.22 + 0.18];
      const [source, volume] = [audio.createOscillator(), audio.createGain()];
      source.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, from);
      volume.gain.exponentialRampToValueAtTime(0.2, from + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, until);
      source.connect(volume).connect(audio.destination);
      source.start(from);
      source.stop(until);
    });
  }
  byId('sound').addEventListener('click', () => {
    sound = !sound;
    kept.set('desk-sound', sound ? 'on' : 'off');
    if (sound) {
      audio ??= new AudioContext();
      audio.resume().then(() => tone('p1'));
    }
    showSound();
  });
  for (const touch of ['pointerdown', 'keydown']) document.addEventListener(touch, wake, { passive: true });

  // --- By a notification: only when he looks at something else ---------------------------------------------------------
  const canNotify = 'Notification' in window;
  function showNotify() {
    byId('notify').hidden = !canNotify || Notification.permission !== 'default';
  }
  byId('notify').addEventListener('click', () => Notification.requestPermission().then(showNotify));
  function notify(call) {
    if (!canNotify || Notification.permission !== 'granted' || !document.hidden) return;
    // The same tag from several tabs is one notification.
    const note = new Notification(say(call.level, call), { tag: `desk-${call.id}` });
    note.addEventListener('click', () => {
      window.focus();
      location.assign(`/console/cases/${encodeURIComponent(call.id)}`);
      note.close();
    });
  }

  // --- All of it, every second -----------------------------------------------------------------------------------------
  const rung = new Map();
  let begun = false;
  const plainTitle = document.title;
  /** Which page it is, also while it calls: a tab shows the first words alone. */
  const page = plainTitle.slice(0, plainTitle.lastIndexOf(' · ')) || plainTitle;
  let odd = false;
  function tick() {
    const now = ringing();
    show(now);
    for (const call of now) {
      const name = `${call.level} ${call.id}`;
      const last = rung.get(name);
      if (last !== undefined && (call.urgency !== 'P0' || Date.now() - last < AGAIN_MS - 500)) continue;
      if (last === undefined) notify(call);
      if (last === undefined && begun && call.level !== 'p0') byId('told').textContent = say(call.level, call);
      rung.set(name, Date.now());
      tone(call.urgency === 'P0' ? 'p0' : 'p1');
    }
    // What rang before this page was opened is no news.
    begun ||= calls.length > 0;
    const waiting = document.querySelector('[data-waiting]')?.dataset.waiting ?? '0';
    const counted = waiting === '0' ? plainTitle : `(${waiting}) ${plainTitle}`;
    odd = !odd;
    const title = odd && now[0] ? `● ${now[0].urgency} · ${page} · ${say(`${now[0].level}Row`, now[0])}` : counted;
    if (document.title !== title) document.title = title;
  }
  document.addEventListener('desk:calls', ({ detail }) => {
    calls = detail.calls;
    const turns = new Set(calls.map(turnOf));
    keepHushed(hushed().filter((name) => turns.has(name.slice(0, name.lastIndexOf('/')))));
    for (const name of rung.keys()) if (!calls.some(({ id }) => name.endsWith(id))) rung.delete(name);
    const fresh = detail.fresh.filter((call) => levelOf(call, Date.now() + offset) === 'p0');
    if (fresh.length > 0) byId('told').textContent = fresh.map((call) => say('told', call)).join(' ');
    tick();
  });
  document.addEventListener('desk:beat', tick);
  setInterval(tick, 1000);
  showSound();
  showNotify();
})();
