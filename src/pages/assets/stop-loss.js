// Minutes that run on. The page works without it.
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
