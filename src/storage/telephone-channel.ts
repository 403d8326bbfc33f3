/** Calls to the hotline. It has no sender: what is said to the citizen is said by the officer who is on the line. */
export const TELEPHONE = 'phone';
