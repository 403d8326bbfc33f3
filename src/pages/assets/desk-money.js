// Money and the telephone work without this file. With it: one press copies, and digits choose how far it has gone.
(() => {
  async function copy(field) {
    try {
      await navigator.clipboard.writeText(field.value ?? field.textContent);
      return true;
    } catch {
      // Not every browser lets a page copy: then it is chosen, and one key is left to press.
      if (field.select) {
        field.focus();
        field.select();
      } else getSelection().selectAllChildren(field);
      return false;
    }
  }
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-copy]');
    const field = button && document.getElementById(button.dataset.copy);
    if (!field) return;
    const done = await copy(field);
    button.textContent = done ? button.dataset.done : button.dataset.failed;
  });

  /** The answer is the whole page; of it only the form's own part is taken, so that what stands in other forms stays. */
  async function sendAlone(form, part) {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { 'HX-Request': 'true' },
    });
    if (response.status === 401) return location.reload();
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const [fresh, notice] = [page.querySelector(form.dataset.alone), page.querySelector('#notice')];
    if (!fresh) {
      form.dataset.sending = '';
      return form.submit();
    }
    const place = document.getElementById('notice');
    if (place && notice) place.textContent = notice.textContent;
    part.replaceWith(document.adoptNode(fresh));
    (fresh.querySelector('[aria-invalid]') ?? fresh.querySelector('summary, input:not([type=hidden])'))?.focus({ preventScroll: true });
  }
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    const part = form.dataset.alone && document.querySelector(form.dataset.alone);
    if (!part) return;
    event.preventDefault();
    const button = event.submitter;
    if (button) button.disabled = true;
    try {
      await sendAlone(form, part);
    } catch {
      // What is typed stays; the same form sent again counts once.
      if (button) button.disabled = false;
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !/^\d$/.test(event.key)) return;
    if (event.target.closest('textarea, select, input:not([type=radio])')) return;
    const choice = document.querySelector(`input[data-key="${event.key}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
})();
