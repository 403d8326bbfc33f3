/** Above a page that has no English yet: what has, and what to do. */
export function InChinese() {
  return (
    <p class="in-chinese" lang="en">
      This page is in Chinese only. In English: <a href="/">ask about a message</a>, <a href="/stop-loss">money has gone</a>. Emergency:{' '}
      <a href="tel:110">call 110</a>.
    </p>
  );
}
