/** Traditional characters that the Chinese list needs in simplified form, in pairs; however the customer is addressed, the list says 您. */
const PAIRS =
  '換换賠赔辦办處处決决無无沒没責责關关係系問问題题說说話话誰谁讓让嗎吗麼么們们這这個个樣样應应該该時时間间後后會会還还過过來来幾几點点鐘钟週周號号請请對对錯错買买賣卖單单廠厂貨货發发運运輸输聯联繫系給给變变規规經经權权條条種种絕绝據据負负擔担歸归屬属別别氣气動动鬧闹計计較较開开門门電电網网務务員员從从幫帮盡尽儘尽復复覆复複复實实現现馬马確确認认為为遠远煩烦兩两臺台體体檢检測测壞坏損损當当選选籤签簽签寫写書书賴赖爛烂聽听講讲釋释訴诉償偿銀银統统庫库師师術术見见難难證证試试爭争進进轉转達达緊紧陣阵閒闲頭头論论產产質质導导設设備备誤误純纯維维護护價价錢钱費费諒谅滿满願愿歡欢僅仅隨随愛爱隊队熱热離离櫃柜極极強强調调夠够準准嚴严懶懒勸劝嚷嚷囉啰麻麻嗦嗦塊块報报記记錄录終终結结檔档級级領领長长總总詢询撥拨醫医喲哟妳您你您妳你於于與与則则僞伪啟启帳账賬账號号車车樓楼層层雙双郵邮遞递戶户資资訊讯訂订購购約约異异議议場场傷伤養养團团專专業业優优惠惠評评壓压線线繼继續续裡里裏里麵面範范圍围議议鬆松慮虑慣惯懷怀億亿';

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS[2 * at]!, PAIRS[2 * at + 1]!]));

/** A character as the Chinese list writes it. */
export const simplified = (character: string): string => SIMPLIFIED.get(character) ?? character;
