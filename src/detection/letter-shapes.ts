/** Letters of other scripts that look like Latin ones, and the Latin ones that they look like, both in the same order. */
const SCRIPTS: readonly (readonly [shapes: string, latin: string])[] = [
  // Cyrillic, the small letters of capitals that look alike among them.
  ['авсԁеғԍһіјкӏмнорԛѕтуѵԝхү', 'abcdefghijklmhopqstyvwxy'],
  ['ёїқҳңөҽ', 'eikxhoe'],
  // Greek
  ['αβςεηικνορτυωχγσϲϳζ', 'abcenikvoptuwxyocjz'],
  ['άέήίόύώϊϋ', 'aeniouwiu'],
  // Armenian
  ['աոսօհղյցքգ', 'wnuohnjgpq'],
  // Cherokee and Lisu
  ['ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎩᏃ', 'abcdeghjklmprstvwyz'],
  ['ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ', 'abcdefghijklmnoprstuvwxyz'],
];
/** Small capitals and single letters of phonetics: of no script that anybody writes words in. */
const SMALL_CAPITALS: readonly [shapes: string, latin: string] = ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯǫʀꜱᴛᴜᴠᴡʏᴢɑɡ', 'abcdefghijklmnopqqrstuvwyzag'];

function pairs([shapes, latin]: readonly [string, string]): (readonly [string, string])[] {
  return [...shapes].map((shape, at) => [shape.toLowerCase(), latin[at] as string] as const);
}

const small = pairs(SMALL_CAPITALS);
export const IS_SMALL_CAPITAL: ReadonlySet<string> = new Set(small.map(([shape]) => shape));
/** What looks like a Latin letter, as it comes out of folding (folding.ts), and the letter. */
export const LETTER_SHAPES: ReadonlyMap<string, string> = new Map([...SCRIPTS.flatMap(pairs), ...small]);
