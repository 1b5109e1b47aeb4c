import type { Language } from './languages.js';

/** Statuses, roles and other single words of the data in Chinese; what is missing is the company's own word, and stays as it is. */
const IN_CHINESE: Readonly<Record<string, string>> = {
  open: '处理中', resolved: '已解决', closed: '已关闭', withdrawn: '已撤回', linked: '已并入',
  attempt: '第几次', score: '评分', level: '级别', agrees: '属实', true: '是', false: '否', agent: '坐席', supervisor: '主管', customer: '客户', major: '重大', minor: '一般',
  safety: '安全', legal: '法律', press: '媒体', 'vulnerable-customer': '弱势客户', silver: '银级客户', gold: '金级客户', 'key-account': '大客户',
  phone: '电话', web: '网页', 'e-mail': '电子邮件', chat: '在线聊天', shop: '门店', letter: '信函', regulator: '监管机构', other: '其他',
  spoken: '口头', written: '书面', 'automatic-message': '自动消息', explicit: '明确答复', tacit: '默示',
  advice: '建议', repair: '维修', 'certain-repair': '修好', 'uncertain-repair': '修理（待观察）', replacement: '更换', refund: '退款', compensation: '赔偿', gift: '礼品',
  apology: '致歉', explanation: '说明', 'not-recorded': '未记录',
  acknowledgement: '确认收到', answer: '答复', update: '进展', holding: '暂复', summary: '小结', final: '最终答复',
  'not-ours': '不属本单位', 'no-capacity': '无力承接', 'needs-more': '材料不足',
  'customer-withdrew': '客户撤回', 'registered-by-mistake': '误登记', erased: '个人信息已删除',
  'no-evidence': '没有证据', 'customer-out-of-reach': '联系不上客户', 'not-reproducible': '无法重现', 'several-possible': '可能不止一个',
  order: '下单', visit: '到访', renewal: '续约', 'account-closed': '销户',
  assigned: '分派', 'hand-over-accepted': '接受转派', 'taken-over': '上级接管', redirected: '转出',
  'stepped-down': '上级退出', retracted: '撤销', ended: '结束', 'customer-dissatisfied': '客户不满意', 'same-cause-again': '同一原因再现', imported: '导入',
  confirmed: '客户已确认', 'closed-by-command': '由人关闭', 'no-answer': '无人接听', busy: '占线', 'wrong-number': '号码有误', 'call-later': '请稍后再打', 'voice-mail': '语音信箱',
  'customer-asked': '客户要求', 'retention-over': '保存期满',
};

/** A word of the data in the reader's language. */
export const wordIn = (language: Language, word: string): string => (language === 'zh' && Object.hasOwn(IN_CHINESE, word) ? IN_CHINESE[word]! : word);
