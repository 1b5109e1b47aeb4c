import { normal, pairsOf } from './words.js';

describe('the words of a search', () => {
  it('take Chinese words of two letters', () => {
    expect(pairsOf('洗衣机 漏水')).toEqual(['洗衣', '衣机', '漏水']);
  });

  it('take wide, upper-case and composed letters as the same', () => {
    expect(normal('  Ｗ－２００\tCAFE\u0301 ')).toBe('w-200 café');
  });

  it('never cut a letter beyond the basic plane in two', () => {
    expect(pairsOf('🚗🚗漏')).toEqual(['🚗🚗', '🚗漏']);
  });
});
