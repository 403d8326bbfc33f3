/**
 * He has called 110, or somebody has for him. Whoever says so and reads "call 110 now" three times more thinks that nobody listens. Not
 * what the other one claims, what he asks, or means to do.
 * @param text of the message, normalised
 */
export function tellsOfPolice(text: string): boolean {
  return (ARRIVED.test(text) && !NOT_ARRIVED.test(text)) || (TOLD.test(text) && !NOT_DONE.test(text));
}
/** They stand before him, or he before them. */
const ARRIVED =
  /(?:民警|警察|警官|派出所的人|巡警)(?:同志|叔叔|都|已经|刚|刚刚|人){0,2}(?:来了|到了|来过|赶到|在现场|把人|把他|带走|抓到)|我(?:们|人)?(?:现在|已经|正|刚|刚刚)?[在到]了?派出所|\bthe police (?:are|have|just|now|finally){0,2} ?(?:here|arrived|came|come)\b|\bi(?:'m| am) at the police station\b/u;
/** Whoever is only said to come, or says of himself that he is one: the swindler's man at the door does. */
const NOT_ARRIVED =
  /(?:说|讲|称|要|会|叫|怕|等|让|没|不|派|有个|一个|假|冒充|穿|如果|万一)[^,.，。!?]{0,6}(?:民警|警察|警官|派出所|巡警)|(?:来|到)了?(?:吗|么|没)|\b(?:says?|said|if|not|fake|when)\b[^.?!]{0,20}police/u;
const TOLD =
  /(?:打|拨|报)(?:了|过|通了?|完了?|好了?)(?:110|警)|(?:打|拨)110了|110(?:我|她|他|都|也|已经|已|刚|刚刚){0,3}(?:打|拨|报)(?:了|过|通|完|好)|报警(?:了|过)|报案(?:了|过)|\b(?:called|rang|dialled|dialed|phoned) (?:the )?(?:110|police)\b|\breported (?:it |this )?to (?:the )?police\b/u;
const NOT_DONE =
  /[没未不别莫勿敢要想该怕叫让会能][^,.，。!?]{0,4}(?:打|拨|报)(?:了|过|通|110|警|案|吗)|(?:他|她|对方|骗子|客服|人家)(?:说|讲|称)?(?:他|她|已经|要|会){0,3}(?:打了?110|报了?警|报了?案)|(?:警|案|110)(?:了|过)?(?:吗|么|没|嘛|有用|行不行|好不好|会不会)|\b(?:not|never|should|shall|will|didn't|haven't|if) [^.?!]{0,20}(?:call|rang|report|dial)/u;
