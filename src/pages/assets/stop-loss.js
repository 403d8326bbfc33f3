// Minutes that run on. The page works without it.
const MINUTE = 60_000;
const timer = document.querySelector('.stop-elapsed [data-since]');
// The server's clock counts, not this telephone's.
const offset = timer ? Number(timer.dataset.now) - Date.now() : 0;

function showMinutes() {
  const passed = Date.now() + offset - Number(timer.dataset.since);
  timer.textContent = String(Math.max(0, Math.floor(passed / MINUTE)));
}
// The page's own hours and days say more, are exact enough, and their word stands beside the number.
if (timer?.dataset.unit === 'minutes') {
  showMinutes();
  setInterval(showMinutes, 10_000);
}
