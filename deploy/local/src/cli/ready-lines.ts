import type { Home, Running } from '../launcher/index.js';

/** What runs, for machines: running.json without the password of PostgreSQL. */
export function publicRunning(running: Running): Running {
  const url = new URL(running.postgres.url);
  if (url.password) url.password = '***';
  return { ...running, postgres: { ...running.postgres, url: url.toString() } };
}

/** What runs, for people: every address, how they are told of what matters, and how to go on. */
export function readyLines(home: Home, running: Running, opening: string, notices: readonly string[]): string[] {
  const { url, form, postgres, kafka, services } = running;
  const names = Object.keys(services);
  const rows: [string, string][] = [
    ...names.map((name): [string, string] => [name, `${url}/api/${name}  docs ${url}/docs/${name}${form === 'separate' ? `  own process ${services[name]!.url}` : ''}`]),
    ['health', `${url}/health/ready`],
    ['PostgreSQL', `${new URL(postgres.url).host}  (with password: ${home.running})`],
    ['Kafka', kafka ? kafka.brokers : 'none: events travel through PostgreSQL; with Java 17 and Maven installed, the next start brings Kafka'],
    ['logs', `${home.dir}/logs`],
    ...notices.slice(0, 1).map((line): [string, string] => ['notices', line.replace(/^notices: /, '')]),
    ['next', 'npx amends token --as agent · npx amends status · npx amends stop'],
  ];
  return ['', `${opening} ${url}`, ...rows.map(([name, text]) => `  ${name.padEnd(11)} ${text}`)];
}
