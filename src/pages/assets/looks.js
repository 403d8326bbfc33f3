// Larger letters, dark or light, where the page stands: what is being typed stays. Without this file the page is loaded anew.
document.addEventListener('submit', async (event) => {
  const { target: form, submitter } = event;
  if (!form.matches('.prefs')) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, submitter));
  const answer = await fetch(form.action, { method: 'POST', body, headers: { 'HX-Request': 'true' } }).catch(() => null);
  if (!answer?.ok) return;
  const { text, theme } = JSON.parse(answer.headers.get('HX-Trigger')).preferences;
  Object.assign(document.documentElement.dataset, { text, theme });
  const template = document.createElement('template');
  template.innerHTML = await answer.text();
  const changed = template.content.firstElementChild;
  form.replaceWith(changed);
  // The button that was pressed is another one now; the keyboard stays on the one that undoes it.
  const held = [...changed.querySelectorAll('button')].find((button) => button.name === submitter.name && button.offsetParent);
  held?.focus({ preventScroll: true });
  document.dispatchEvent(new Event('looks:changed'));
});
