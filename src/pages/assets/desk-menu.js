// A group of the menu that lies open over the page closes when one goes on elsewhere. Without this file it closes by its name.
(() => {
  /** On a telephone it opens in its place and lies over nothing: to close it would move what one is about to touch. */
  const over = () => {
    const group = document.querySelector('.desk-group[open]');
    return group && getComputedStyle(group.querySelector('ul')).position === 'absolute' ? group : null;
  };
  const leave = ({ target }) => {
    const group = over();
    if (group && !group.contains(target)) group.open = false;
  };
  document.addEventListener('click', leave);
  document.addEventListener('focusin', leave);
  document.addEventListener('keydown', (event) => {
    const group = event.key === 'Escape' ? over() : null;
    if (!group) return;
    if (group.contains(document.activeElement)) group.querySelector('summary').focus();
    group.open = false;
  });
})();
