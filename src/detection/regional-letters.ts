import type { Edit } from './rewriting.ts';

const REGIONAL = /[\u{1f1e6}-\u{1f1ff}]+/gu;
const FIRST = 0x1f1e6;
/** Two letters each. */
const FLAGS =
  'acadaeafagaialamaoaqarasatauawaxazbabbbdbebfbgbhbibjblbmbnbobqbrbsbtbvbwbybzcacccdcfcgchcickclcmcncocpcrcucvcwcxcyczdedgdjdkdmdodzeaeceeegehereset' +
  'eufifjfkfmfofrgagbgdgegfggghgiglgmgngpgqgrgsgtgugwgyhkhmhnhrhthuicidieiliminioiqirisitjejmjojpkekgkhkikmknkpkrkwkykzlalblclilklrlsltlulvlymamcmdme' +
  'mfmgmhmkmlmmmnmompmqmrmsmtmumvmwmxmymznancnenfngninlnonpnrnunzompapepfpgphpkplpmpnprpsptpwpyqarerorurwsasbscsdsesgshsisjskslsmsnsosrssstsvsxsyszta' +
  'tctdtftgthtjtktltmtntotrtttvtwtzuaugumunusuyuzvavcvevgvivnvuwfwsxkyeytzazmzw';
const KNOWN = new Set(FLAGS.match(/../g));

/** Flags are two letters of a country each. Where one run is none, somebody writes with those letters, and so in the whole text. */
export function lettersOfFlags(text: string): Edit[] {
  const runs = Array.from(text.matchAll(REGIONAL), ({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
    text: Array.from(run, (letter) => String.fromCharCode(0x61 + (letter.codePointAt(0) as number) - FIRST)).join(''),
  }));
  return runs.every(({ text: letters }) => (letters.match(/..?/g) ?? []).every((pair) => KNOWN.has(pair))) ? [] : runs;
}
