/** Names of kinds stand in small letters, as within a sentence; at the beginning of a line they do not. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
