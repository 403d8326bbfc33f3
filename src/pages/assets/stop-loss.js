// Minutes that run on, and a draft of the form for as long as this tab is open. The page works without it.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function showMinutes() {
  // From two hours on the page's own hours and days say more, and are exact enough.
  for (const node of document.querySelectorAll('.stop-elapsed [data-since]'))
    if (Date.now() - Number(node.dataset.since) < 2 * HOUR)
      node.textContent = String(Math.max(0, Math.floor((Date.now() - Number(node.dataset.since)) / MINUTE)));
}
showMinutes();
setInterval(showMinutes, 10_000);

const DRAFT = 'stop-loss-draft';
const form = document.querySelector('form[data-draft]');
/** What was typed at one door is not the next one's. */
const door = form?.elements.warning?.value ?? '';
const fields = () => [...form.querySelectorAll('input[id], select[id], textarea[id]')];

/** A device without storage, or one that refuses it, has no draft. */
function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
if (form) {
  const draft = JSON.parse(storage()?.getItem(DRAFT) ?? '{}');
  const kept = draft.door === door ? draft.typed : {};
  for (const field of fields()) if (field.value === '' && typeof kept[field.id] === 'string') field.value = kept[field.id];
  form.addEventListener('input', () => {
    storage()?.setItem(DRAFT, JSON.stringify({ door, typed: Object.fromEntries(fields().map((field) => [field.id, field.value])) }));
  });
} else storage()?.removeItem(DRAFT);
