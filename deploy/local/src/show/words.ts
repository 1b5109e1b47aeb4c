export { kindIn, LANGUAGES, wordIn, type Language, type Tone } from '@amends/contracts';

/** What stands around the events. */
export const WORDS = {
  en: {
    round: (round: number) => `round ${round}`, owner: 'owner', nobody: 'nobody yet', waiting: 'waiting for the customer since', owedNext: 'Owed next', by: 'by',
    nothing: 'Nothing is owed.', late: 'missed', system: 'Amends', times: (zone: string) => `Times of ${zone}`,
  },
  zh: {
    round: (round: number) => `第${round}轮`, owner: '负责', nobody: '尚无', waiting: '等待客户答复，自', owedNext: '接下来应做', by: '截止',
    nothing: '没有应做未做之事。', late: '已逾期', system: 'Amends', times: (zone: string) => `时区 ${zone}`,
  },
} as const;
