import { PARTITIONS, TOPICS, topicOf } from './topics.js';

describe('topics', () => {
  it('have twelve partitions for ever', () => {
    expect([PARTITIONS, new Set(TOPICS.map(({ partitions }) => partitions))]).toEqual([12, new Set([12])]);
  });

  it('keep events without an end, and letters for thirty days', () => {
    expect(TOPICS.filter(({ config }) => config['retention.ms'] === '-1').map(({ name }) => name)).toEqual(['complaints', 'customers', 'customer-activity']);
    expect(TOPICS.find(({ name }) => name === 'dead-letter')!.config['retention.ms']).toBe('2592000000');
  });

  it('hold everything about a complaint in one', () => {
    expect((['complaint', 'obligations', 'source', 'customer'] as const).map(topicOf)).toEqual(['complaints', 'complaints', 'complaints', 'customers']);
  });
});
