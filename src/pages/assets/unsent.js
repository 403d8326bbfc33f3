// What is typed and not sent is not lost by a click on a link: the browser asks first. Phones of Apple never ask.
(() => {
  let letGo = false;
  /** Whoever comes back finds what he has sent filled in again by the browser. */
  let written = false;
  /** The form that the page is being left by; what is in it is on its way. */
  let going = null;
  const isTyped = (field) =>
    field.matches('textarea, input:not([type]), [type=text], [type=tel], [type=number]') &&
    !field.readOnly &&
    field.value.trim() !== '' &&
    field.value !== field.defaultValue;
  /** At the doorstep most of it is ticked. */
  const isTicked = (field) =>
    field.form.dataset.queue !== undefined && /^(?:checkbox|radio)$/.test(field.type) && field.checked !== field.defaultChecked;
  const isOnItsWay = (form) => form === going || 'sending' in form.dataset || 'kept' in form.dataset;
  function any() {
    if (!written) return false;
    const forms = [...document.querySelectorAll('form[method="post"]')].filter((form) => !isOnItsWay(form));
    return forms.some((form) => [...form.elements].some((field) => isTyped(field) || isTicked(field)));
  }
  /** He has said that it may be lost. */
  const leave = () => {
    letGo = true;
  };
  window.unsent = { any, leave };
  // At the window, after whatever sends a form without leaving the page.
  window.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) going = event.target;
  });
  // He is still here, or here again.
  for (const back of ['input', 'pageshow'])
    window.addEventListener(back, () => {
      going = null;
      letGo = false;
    });
  window.addEventListener('input', () => {
    written = true;
  });
  window.addEventListener('beforeunload', (event) => {
    if (!letGo && any()) event.preventDefault();
  });
})();
