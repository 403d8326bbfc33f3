/**
 * Sites that very many people put their pages on, and services that shorten links: one bad address there says nothing about
 * the others, so only the full address counts. Besides, everything of governments and schools.
 */
const SHARED: ReadonlySet<string> = new Set(
  (
    'qq.com weixin.com wechat.com taobao.com tmall.com alipay.com alicdn.com aliyun.com 1688.com jd.com pinduoduo.com yangkeduo.com ' +
    'baidu.com weibo.com weibo.cn 163.com 126.com sina.com sina.cn sina.com.cn sohu.com douyin.com iesdouyin.com toutiao.com kuaishou.com ' +
    'xiaohongshu.com xhslink.com bilibili.com b23.tv zhihu.com douban.com meituan.com dianping.com ctrip.com didiglobal.com 12306.cn ' +
    'feishu.cn larksuite.com dingtalk.com wps.cn kdocs.cn jinshuju.net jinshuju.com wjx.cn wjx.top notion.so notion.site yuque.com ' +
    'google.com goo.gl youtube.com youtu.be facebook.com fb.me instagram.com whatsapp.com wa.me telegram.org telegram.me t.me x.com ' +
    'twitter.com t.co microsoft.com live.com office.com outlook.com apple.com icloud.com github.com gitee.com amazon.com amazonaws.com ' +
    'paypal.com zoom.us linkedin.com tiktok.com line.me bit.ly tinyurl.com is.gd t.cn url.cn dwz.cn suo.im suo.nz mrw.so w.url.cn u.nu ' +
    'icbc.com.cn ccb.com abchina.com boc.cn bankcomm.com cmbchina.com psbc.com unionpay.com 95516.com 10086.cn 189.cn 10010.com 12381.cn'
  ).split(' '),
);
const PUBLIC_BODIES = /(?:^|\.)(?:gov|edu|mil)(?:\.[a-z]{2})?$/;

/** @param site a registrable domain, in small letters */
export function isSharedSite(site: string): boolean {
  return SHARED.has(site) || PUBLIC_BODIES.test(site);
}
