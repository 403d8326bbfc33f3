export interface Block {
  /** The words before the brace; empty of the file itself. */
  readonly head: string;
  /** The first word of each line, and the rest of it. */
  readonly lines: readonly (readonly [name: string, value: string])[];
  readonly blocks: readonly Block[];
}

/** Directives and blocks of an nginx configuration, comments left out. @throws for a brace or a semicolon too few */
export function readNginx(text: string): Block {
  const tokens = text.replaceAll(/(?<=^|\s)#.*$/gm, '').match(/'[^']*'|"[^"]*"|[{};]|[^\s{};'"]+/g) ?? [];
  let at = 0;
  const block = (head: string): Block => {
    const lines: [string, string][] = [];
    const blocks: Block[] = [];
    let words: string[] = [];
    for (let token = tokens[at++]; token !== undefined && token !== '}'; token = tokens[at++])
      if (token === ';') {
        const [name = '', ...values] = words;
        lines.push([name, values.join(' ')]);
        words = [];
      } else if (token === '{') {
        blocks.push(block(words.join(' ')));
        words = [];
      } else words.push(token);
    if (words.length > 0) throw new Error(`no semicolon after: ${words.join(' ')}`);
    if ((head === '') !== (tokens[at - 1] === undefined)) throw new Error(`braces of ${head || 'the file'} do not fit`);
    return { head, lines, blocks };
  };
  return block('');
}
