import type { PhraseRule } from './rule.js';

/** What no customer should hear from us, by family; the lists of each language say how it sounds there. */
export const PHRASE_RULES = [
  {
    id: 'cannot', family: 'refusal',
    why: { en: 'It names what we will not do and leaves the customer with nothing.', zh: '只说办不到，没有给客户任何出路。' },
    better: { en: 'What I can do for you is …, and it will be done by …', zh: '我能为您做的是……，……之前办好。' },
  },
  {
    id: 'impossible', family: 'refusal',
    why: { en: 'It shuts the door before we have looked for a way.', zh: '还没有想办法，就把门关上了。' },
    better: { en: 'Let me look for a way: would … or … help you?', zh: '我来想办法：……或者……，您看哪个合适？' },
  },
  {
    id: 'by-the-rules', family: 'refusal',
    why: { en: 'Our rules are our matter; the customer has a problem, not a paragraph.', zh: '规定是我们内部的事，客户要的是解决问题。' },
    better: { en: 'I will ask for an exception today and call you by … with the answer.', zh: '我今天就为您申请特殊处理，……之前给您回电。' },
  },
  {
    id: 'turned-down', family: 'refusal',
    why: { en: 'A verdict without a reason and a next step sounds like a court, not like help.', zh: '只有结论，没有理由和下一步，像判决，不像服务。' },
    better: { en: 'The reason is …; what we can do instead is …. How would you solve it?', zh: '原因是……；我们可以改为……。您希望怎么解决？' },
  },
  {
    id: 'last-word', family: 'refusal',
    why: { en: 'Whoever has the last word wins the argument and loses the customer.', zh: '争赢了道理，失去了客户。' },
    better: { en: 'If that does not suit you, how would you solve it?', zh: '如果您不满意这个方案，您希望怎么解决？' },
  },
  {
    id: 'no-time', family: 'vagueness',
    why: { en: 'A promise without a name and a time is none; the customer has to call again.', zh: '没有人、没有时间的承诺不算承诺，客户只好再打来。' },
    better: { en: 'I will call you myself by … today.', zh: '我本人今天……之前给您回电。' },
  },
  {
    id: 'some-time', family: 'vagueness',
    why: { en: '"Some time" means something else to everybody; the customer plans with a day and an hour.', zh: '“过几天”每个人理解都不一样，客户需要具体的日期和时间。' },
    better: { en: 'It will be done by … at the latest; if anything changes I will call you before.', zh: '最晚……完成；如果有变化，我会提前打电话给您。' },
  },
  {
    id: 'perhaps', family: 'vagueness',
    why: { en: 'A guess about our own work shows that nobody has looked.', zh: '对自己的工作也靠猜，说明没有人去查过。' },
    better: { en: 'I am checking that now and will tell you for certain by …', zh: '我现在就核实，……之前给您准确的答复。' },
  },
  {
    id: 'guessed-time', family: 'vagueness',
    why: { en: 'A time that is only guessed is no promise, and will be remembered as a broken one.', zh: '猜出来的时间不是承诺，到时候却会被当成失信。' },
    better: { en: 'I do not want to guess. I am asking now and will tell you the exact time by …', zh: '我不想随口说个时间，我现在就去问，……之前告诉您准确的时间。' },
  },
  {
    id: 'do-not-know', family: 'vagueness',
    why: { en: 'It ends where our work should begin: finding out.', zh: '本该由我们去弄清楚的事，话却到此为止了。' },
    better: { en: 'I do not have the answer yet; I will find out and call you by …', zh: '我暂时没有答案，我去问清楚，……之前给您回电。' },
  },
  {
    id: 'will-see', family: 'vagueness',
    why: { en: 'It sounds busy and commits us to nothing.', zh: '听起来在办，其实什么都没有答应。' },
    better: { en: 'The next step is …; I do it today and tell you the result by …', zh: '下一步是……，我今天就办，……之前告诉您结果。' },
  },
  {
    id: 'your-fault', family: 'blame-shifting',
    why: { en: 'Whoever is accused defends himself; the problem stays where it is.', zh: '一指责，客户就要辩解，问题还在原地。' },
    better: { en: 'I am sorry that this happened. Let us see together what went wrong.', zh: '很抱歉发生了这样的事，我们一起来看看问题出在哪里。' },
  },
  {
    id: 'you-should-have', family: 'blame-shifting',
    why: { en: 'What should have been done cannot be done any more; it only hurts.', zh: '事后说“早该”，除了伤人没有用处。' },
    better: { en: 'From where we are now, the quickest way is …', zh: '现在最快的办法是……，我来帮您办。' },
  },
  {
    id: 'their-fault', family: 'blame-shifting',
    why: { en: 'The customer bought it from us; who of our partners failed is for us to sort out.', zh: '客户是跟我们打交道的，合作方的问题由我们去解决。' },
    better: { en: 'I will settle that with them myself and tell you the result by …', zh: '我来跟他们交涉，……之前告诉您结果。' },
  },
  {
    id: 'not-ours', family: 'blame-shifting',
    why: { en: 'For the customer you are the company; who is responsible inside is nothing they have to know.', zh: '在客户面前，您就是公司；内部归谁管，不该由客户操心。' },
    better: { en: 'I take care of it, and bring in whoever is needed.', zh: '这件事由我负责到底，需要谁我去找。' },
  },
  {
    id: 'only-you', family: 'blame-shifting',
    why: { en: 'It tells the customer that the fault must be theirs.', zh: '等于说问题出在客户自己身上。' },
    better: { en: 'Thank you for telling us; I want to find out what is different here.', zh: '谢谢您告诉我们，我想弄清楚您这里的情况。' },
  },
  {
    id: 'calm-down', family: 'brush-off',
    why: { en: 'Nobody has ever calmed down by being told to; it judges the customer instead of the matter.', zh: '让人冷静只会火上浇油：评判的是客户，不是事情。' },
    better: { en: 'I understand that you are upset. Please tell me everything; I am listening.', zh: '我理解您很生气。请您慢慢说，我在听。' },
  },
  {
    id: 'no-big-deal', family: 'brush-off',
    why: { en: 'How big it is, is for the customer to say.', zh: '事情大小，应该由客户来说。' },
    better: { en: 'I see what that has cost you, and I am sorry. We put it right.', zh: '我明白这给您带来了多大的不便，对不起，我们来改正。' },
  },
  {
    id: 'do-it-yourself', family: 'brush-off',
    why: { en: 'The customer came to us because it could not be found or done alone.', zh: '客户正是自己查不到、办不了才来找我们的。' },
    better: { en: 'Let me find it for you and stay on the line until it works.', zh: '我来帮您查，一直陪您到解决为止。' },
  },
  {
    id: 'told-you', family: 'brush-off',
    why: { en: 'If it has to be said again, we have not said it well enough.', zh: '需要再说一遍，是我们没有说清楚。' },
    better: { en: 'I am sorry that I was not clear. Let me put it differently.', zh: '抱歉我没有说清楚，我换一种说法。' },
  },
  {
    id: 'just-wait', family: 'brush-off',
    why: { en: 'The customer has waited already, and our other work is not theirs.', zh: '客户已经等了很久，我们忙不忙不是客户的事。' },
    better: { en: 'I am sorry that it takes so long. It is your turn at …, and I will see to it myself.', zh: '抱歉让您久等。……轮到您，我亲自跟进。' },
  },
  {
    id: 'suit-yourself', family: 'brush-off',
    why: { en: 'It sends the customer away, and they will go: to others, and tell them.', zh: '这是在赶客户走，客户会走，还会告诉别人。' },
    better: { en: 'I would like to keep you as a customer. What would put it right for you?', zh: '我们很希望留住您。怎样做您才满意？' },
  },
] as const satisfies readonly PhraseRule[];

export type RuleId = (typeof PHRASE_RULES)[number]['id'];
