import { inGoes } from './read-topic.js';

describe('partitions that are read in goes', () => {
  it('share a go while they hold no more than it may, and each is read whole, however long it is', () => {
    const ends = { 'complaints/0': 40n, 'complaints/1': 50n, 'complaints/2': 20n, 'complaints/3': 900n, 'complaints/4': 0n, 'complaints/5': 80n };
    expect(inGoes(ends, 100)).toEqual([{ 'complaints/0': 40n, 'complaints/1': 50n }, { 'complaints/2': 20n }, { 'complaints/3': 900n }, { 'complaints/4': 0n, 'complaints/5': 80n }]);
  });

  it('are none where there are none', () => {
    expect(inGoes({}, 100)).toEqual([]);
  });
});
