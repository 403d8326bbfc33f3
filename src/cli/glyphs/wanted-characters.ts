/** Which letters posters may need: what names of places and the fixed words are written with. */

const LATIN = { first: 0x20, last: 0x7e };
const SIGNS = '·—…‘’“”、。〇《》【】！（），：；？×①②③④⑤⑥⑦⑧⑨⑩　－／＋＆．０１２３４５６７８９';
/** Of names of villages, rivers, hills and people, beyond GB 2312. */
const PLACES =
  '溇鄣洑垟垚埗塆塝埇塬墚崾岽漷浉浥沄洣洨涢渑湑湜溆溠滘漈澥澴瀍灈瑀硚碶祊窎筻蓥藁藠觃谼轵逄郏酂钖铚锜镡隰雒飏馀黟' +
  '镕堃喆玥珺瑄珏琦璟昇晟旻昉晞煜焜燊烜烨琸瑢璠璘瑨玘玢珂珣珩珮琇琎琤瑛祎祾禛翀翊翯芃茗莙菁蓁薏蘅訚赟逵邺郄鄯铤铱锴镔阇阊阼韫頔颐颋骃骐骕鹮麒' +
  '垻埨堎墕垴垭垱埚埪埫埯塅塘墁墘墩墠夼奤妫姑岈岍岵岿峂峃峇峣崀崂崃崚崟崤嵎嵖嵫嶂嶝嶷巉庀庥廒弶恽扅拃挦昽曈杧杩枧枘柈栟桠桲梽楂榃槎槿樗橦檫汆汈汜汭沚泃泜泔洇洎洢洭洺浈浍浐浕浡浬涠涫涴淇淜淝淦淯淴渌渒湉湓湝湨湴滆滉滍滗滢滪漋漖漤潆潏潝潟潵澉澌澎澶濂濉濛瀵灏灞炀烔焱煅犨猇猗猃獴珽琊瑷瓯甪甬畈畎畖畤疃疴皋盍睍睢矬砀砘砣砻砼硐硖硪碛碥碲磉磜磴礌礐礤祃祚禚稗窅窎窨竑笕笪筌筘筜箐箬篁篢簕粑粜绉绛缑罟羑羗耒聂胪芗芘芡芫苕茆茌茳荥荬莘莨菀菂菉菏菔葭葳蒗蒟蒯蓟蔸薜蕲虢虮蚝蚬蜈蜊螺衡衢褚觜訾谔豳赉趵跖蹚轘辋迮迳邕邗邙邛邡邳郇郐郓郗郚郜郝郯郾鄄鄌鄑鄗鄘鄚鄜鄠鄢鄹酃醴銮铎锏锜锽镆镗镛闩闽阆阌阏陉陟陬隗隩隼雩霅霨靰鞑鞨韭顸颍飑驷鬲魆鲌鲘鲮鳙鸠鹁鹞麂麇麯黉黢鼋鼍';

/** Code points in their order. GB 2312: the letters of everyday use and of most names. */
export function wantedCharacters(): readonly number[] {
  const decoder = new TextDecoder('gbk');
  const all = new Set<number>();
  for (let code = LATIN.first; code <= LATIN.last; code++) all.add(code);
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const char = decoder.decode(new Uint8Array([row, cell]));
      if (/^\p{Script=Han}$/u.test(char)) all.add(char.codePointAt(0) as number);
    }
  for (const char of SIGNS + PLACES) all.add(char.codePointAt(0) as number);
  return [...all].sort((one, other) => one - other);
}
