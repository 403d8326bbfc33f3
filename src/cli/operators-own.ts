/** Settings and keys that an operator puts beside compose.yaml: no archive may carry them away. */
const OWN = /[\\/]docs[\\/]ops[\\/](?:\.env|master\.key|postgres\.password)$/;

/** @param path of a file of the project */
export function isOperatorsOwn(path: string): boolean {
  return OWN.test(path);
}
