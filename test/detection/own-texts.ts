/** Texts of our own for tests of the whole pipeline: plain wording, one scheme each, and everyday life. */
export const SCAMS: readonly string[] = [
  '您好，我是市公安局的陈警官，您名下的银行卡涉嫌洗钱，请今天之内把存款全部转到指定的安全账户，不许告诉家人',
  '招聘点赞员，在家就能做，一单五元，先做三单试试，做大单要先垫付本金，完成后连本带利返还，加微信领任务',
  '无抵押贷款，凭身份证当天放款三十万，先交两千元保证金激活额度，交完马上到账',
  '您好，我是网购平台客服，您买的奶粉有质量问题，双倍赔您，请下载会议软件打开屏幕共享，我教您操作退款',
  '恭喜您被抽中为二等奖，奖金八万元，领奖前请先支付手续费1800元到指定账户，逾期作废',
  '爸，我手机摔坏了，这是我的新号码，老师催交培训费一万五，你先转到这个账户，急用，别打电话',
  '老师带队炒股，内幕消息，每天稳赚百分之十，跟着导师买，先充值五千到我们的平台，名额有限',
  '您的征信有逾期记录，不处理会影响子女上学，请把名下网贷额度全部借出来转到银保监会的清算账户注销',
  '【某某银行】您的积分即将过期，请立即登录 http://icbc-jifen88.top/dh 填写卡号和验证码兑换现金',
  '您的ETC已被停用，请尽快点击 http://etc-renzheng.cc/a 重新认证，填写银行卡号、密码和短信验证码',
  '高价收银行卡，一张三千，配合刷脸转账，日结，安全可靠，想赚钱的加QQ',
  '你的裸聊视频我已经录下来了，通讯录也拿到了，不想让亲戚朋友看到，马上转两万到这个账户',
  '之前被骗的钱我们网警可以帮您追回，先付百分之十的手续费，加这个QQ联系，成功率很高',
  'Your parcel is held at customs. Pay the release fee of 2 dollars at http://usps-redeliver.top/pay and enter your card number and the code',
  'I am Officer Wang of the Public Security Bureau. You are under investigation for money laundering. Transfer all your savings to the safe account now and tell nobody',
];

export const HONEST: readonly string[] = [
  '晚上我炖了排骨，你下班顺路带一把青菜回来',
  '明天上午九点开家长会，请各位家长准时到三楼教室',
  '【驿站】您的包裹到了，取件码3-2-0000，请今天到东门驿站取件，营业到晚上九点',
  '妈，我周六坐高铁回家，中午到，不用来接',
  '医院提醒：您预约了周三下午的眼科门诊，请带好医保卡提前半小时到',
  '物业通知：周四上午停水检修，请提前储水，给您带来不便请谅解',
  '今天的作业是背两首古诗，数学第十二页',
  '下周团建去爬山，想去的在群里报个名，不去的也说一声',
  'Dinner at seven? I will book the table by the window',
  'The meeting has moved to room four, see you there at ten',
];

/** What police, banks and neighbours write against fraud. */
export const WARNINGS: readonly string[] = [
  '【反诈中心】谨防冒充客服诈骗，凡是要求您共享屏幕的都是诈骗，切勿转账',
  '社区民警提醒：公安机关没有所谓的安全账户，接到这类电话请直接挂断',
  '警惕刷单骗局！骗子会先返小利，再诱导您大额垫付，切勿上当',
  '凡是自称公检法要求转账汇款的，都是诈骗，请立即拨打110',
  '银行提示您：我行工作人员不会向您索要密码和验证码，请勿泄露给任何人',
  '谨防中奖诈骗：凡是先交手续费才能领奖的，都是骗局',
  '近日，市民李女士接到自称银保监会的电话，被骗走八万元，警方提醒大家提高警惕',
  '民警及时赶到，成功劝阻一起冒充老板的诈骗，为企业保住二十万元',
  '防范电信网络诈骗：不轻信、不透露、不转账，遇到可疑情况请拨打96110',
  'Beware of phishing scams: our bank will never ask for your password or your code',
];

/** What people write to us when it has happened, or may be about to. */
export const TROUBLE: readonly string[] = [
  '我刚刚把验证码告诉那个客服了，卡里少了三千，怎么办',
  '上个月给网上认识的人转了五万，现在联系不上了',
  '被骗光了积蓄，不想活了',
  '有个自称民警的打电话来，只叫我先别转钱，别的什么也没要',
  '派出所打电话叫我去所里领回被骗的钱，带身份证就行，不收钱',
  'I just sent 500 dollars to a fake officer, what now',
];

/** Said in so many words by whom it has happened to: in the words that warnings are written in. */
export const CHEATED = [
  '我被骗了，钱已经转给骗子了，要止付。我填了止付表，请马上联系我。',
  '我被骗了，钱已经转给骗子了',
  '我被骗了两万，怎么办',
  '我被诈骗了，请帮我止付',
  '我上当了，钱转过去了，要冻结账户',
  '刚刚被骗了五万，请尽快联系我',
  '被骗了，怎么报案',
  '我遭遇电信诈骗，已转账三万元，请求紧急止付',
  '本人被骗，款项已汇出，请求协助',
  '骗子把我的钱骗走了，求帮助',
  '我把钱打给骗子了，现在怎么追回',
  '我把验证码告诉骗子了',
  '我的银行卡被骗子转走了一万',
  '我妈被骗了，刚转了八千',
  '老公被骗走二十万，能追回吗',
  '上周被骗了三千，想报案',
  '我要报警，我被骗了',
  '救救我，钱全没了',
  'I was scammed, the money is gone, please call me',
  'I have been cheated and sent 5000 yuan to a scammer',
  '他把我的钱骗走了，我要止付',
  '刚转了二十万给骗子，请马上帮我冻结',
  '我已经把钱转给对方了，后来发现是骗子',
  '我确认自己被诈骗了，金额四万八',
  '我在网上刷单被骗了一万二',
  '网购被骗了599',
  '投资被骗八十万，平台打不开了',
  '被裸聊敲诈转了一万',
  '我向骗子的账户转账了，需要人工帮助',
  '我叫张三，冒充公安的人叫我转账，我刚转了两万块到6222021001036221014，我电话13800001234，住湖州',
] as const;

/** The same words, and nothing has happened. */
export const NOT_CHEATED = [
  '我差点被骗，幸好银行柜员拦住了',
  '我没有被骗，就是来问问',
  '邻居说他前年被骗过，现在见谁都劝',
  '怎么才不会被骗，你们有没有讲座',
  '如果被骗了应该先打哪个电话',
  '新闻里说有个老人被骗走三十万',
  '谨防诈骗：有人冒充客服说您被骗了可以退款，请勿相信',
  'I was almost scammed yesterday but the bank stopped it',
] as const;
