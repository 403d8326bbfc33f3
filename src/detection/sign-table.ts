/** Of each UTF-16 unit, is it one of these signs? A table, because it is asked for every unit of a text. */
export function signTable(signs: string): Uint8Array {
  const listed = new Uint8Array(0x10000);
  for (const sign of signs) listed[sign.charCodeAt(0)] = 1;
  return listed;
}
