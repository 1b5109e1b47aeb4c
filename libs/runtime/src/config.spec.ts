import { readConfig, type ConfigError } from './config.js';

const good = {
  DATABASE_URL: 'postgres://amends@localhost:5432/amends',
  AMENDS_TRANSPORT: 'local',
  AMENDS_JWKS_FILE: 'jwks.json',
  AMENDS_MASTER_KEY_FILE: 'master.key',
  AMENDS_COMPANY_FILE: 'company.json',
};

const violations = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).violations;
  }
};

describe('the configuration', () => {
  it('has a default for everything that can have one', () => {
    expect(readConfig(good)).toMatchObject({
      transport: { kind: 'local' },
      home: '.amends',
      host: '127.0.0.1',
      port: 4370,
      services: ['intake', 'resolution', 'escalation', 'follow-up', 'insight'],
      issuer: { kind: 'file', issuer: 'amends', path: 'jwks.json' },
      logLevel: 'info',
      bodyLimit: 262_144,
    });
  });

  it('names every missing variable at once, each with its remedy', () => {
    expect(violations({})).toEqual([
      expect.stringMatching(/^DATABASE_URL is not set: .*postgres:/),
      expect.stringMatching(/^KAFKA_BROKERS is not set: .*AMENDS_TRANSPORT=local/),
      expect.stringMatching(/^AMENDS_JWKS_FILE is not set: .*AMENDS_ISSUER/),
      expect.stringMatching(/^AMENDS_MASTER_KEY_FILE is not set: .*openssl/),
      expect.stringMatching(/^AMENDS_COMPANY_FILE is not set/),
    ]);
  });

  it.each([
    ['DATABASE_URL', 'mysql://x', /not a postgres:/],
    ['AMENDS_TRANSPORT', 'pigeon', /choose local or kafka/],
    ['AMENDS_PORT', '70000', /whole number from 0 to 65535/],
    ['AMENDS_PORT', '-1', /whole number/],
    ['AMENDS_SERVICES', 'intake,billing', /names "billing"/],
    ['AMENDS_LOG_LEVEL', 'loud', /choose one of/],
    ['AMENDS_BODY_LIMIT', '1', /whole number from 1024/],
    ['AMENDS_TOPIC_PREFIX', 'a b', /letters, digits/],
    ['AMENDS_PUBLIC_URL', 'complaints.example.com', /address at which people open/],
    ['AMENDS_SMTP_URL', 'http://mail', /smtp:\/\/name/],
    ['AMENDS_SMTP_URL', 'smtp://mail:587', /AMENDS_SMTP_FROM is not set/],
    ['AMENDS_SMTP_URL_FILE', '/nowhere/smtp', /cannot be read \(ENOENT\)/],
    ['AMENDS_WEBHOOK_NETWORKS', '10.0.0.0/8,10.1.2.3', /names "10.1.2.3"/],
  ])('says what is wrong with %s=%s', (name, value, sentence) => {
    expect(violations({ ...good, AMENDS_TRANSPORT: undefined, KAFKA_BROKERS: 'a:9092', [name]: value })).toContainEqual(expect.stringMatching(sentence));
  });

  it('takes a mail server, and repeats its password in no violation', () => {
    const env = { ...good, AMENDS_SMTP_URL: 'smtp://amends:secret@mail:587', AMENDS_SMTP_FROM: 'amends@example.com', AMENDS_WEBHOOK_NETWORKS: '10.1.0.0/16, fd00::/8', AMENDS_PUBLIC_URL: 'https://amends.example.com/' };
    expect(readConfig(env)).toMatchObject({ mail: { from: 'amends@example.com', tls: 'required' }, webhookNetworks: ['10.1.0.0/16', 'fd00::/8'], publicUrl: 'https://amends.example.com' });
    expect(violations({ ...env, AMENDS_SMTP_URL: 'smpt://amends:secret@mail', AMENDS_SMTP_FROM: 'a <b@c>', AMENDS_SMTP_TLS: 'maybe' }).join()).not.toContain('secret');
    expect(readConfig(good).mail).toBeUndefined();
  });

  it('takes Kafka brokers, a chosen set of services and a remote issuer', () => {
    const config = readConfig({
      ...good,
      AMENDS_TRANSPORT: undefined,
      KAFKA_BROKERS: 'kafka-1:9092, kafka-2:9092',
      AMENDS_SERVICES: 'insight,intake,insight',
      AMENDS_JWKS_FILE: undefined,
      AMENDS_ISSUER: 'https://id.example',
      AMENDS_JWKS_URL: 'https://id.example/keys',
    });
    expect(config.transport).toEqual({ kind: 'kafka', brokers: ['kafka-1:9092', 'kafka-2:9092'] });
    expect(config.services).toEqual(['insight', 'intake']);
    expect(config.issuer).toMatchObject({ kind: 'remote', issuer: 'https://id.example' });
  });

  it('refuses a broker without a port, and an issuer without keys', () => {
    expect(violations({ ...good, AMENDS_TRANSPORT: undefined, KAFKA_BROKERS: 'kafka' })).toEqual([expect.stringMatching(/write each broker as host:port/)]);
    expect(violations({ ...good, AMENDS_JWKS_FILE: undefined, AMENDS_ISSUER: 'x' })).toEqual([expect.stringMatching(/^AMENDS_JWKS_URL is not set/)]);
  });
});
