/** One after the other within a conversation, whatever becomes of the one before; all conversations side by side. */
export function createTurns(): (conversation: string, work: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (conversation, work) => {
    const turn = (last.get(conversation) ?? Promise.resolve()).then(work);
    const over = turn.catch(() => undefined);
    last.set(conversation, over);
    void over.then(() => last.get(conversation) === over && last.delete(conversation));
    return turn;
  };
}
