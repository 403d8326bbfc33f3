/** Sentence → its words and, in every second place, a name to be filled in. Ours are few, and all of them serve often. */
const pieces = new Map<string, readonly string[]>();

/** @param template with `{name}` for each of the values */
export function filled(template: string, values: Readonly<Record<string, string>>): string {
  const known = pieces.get(template) ?? template.split(/\{(\w+)\}/);
  pieces.set(template, known);
  let text = known[0] as string;
  for (let i = 1; i < known.length; i += 2) {
    const name = known[i] as string;
    text += (values[name] ?? `{${name}}`) + (known[i + 1] as string);
  }
  return text;
}
