import { ConfigError, readConfig, serveProcess, type ServiceDefinition, type ServiceName } from '@amends/runtime';

/** Loaded one by one: a process that serves one service need not load the others. */
const DEFINITIONS: Record<ServiceName, () => Promise<ServiceDefinition>> = {
  intake: async () => (await import('@amends/intake')).intake,
  resolution: async () => (await import('@amends/resolution')).resolution,
  escalation: async () => (await import('@amends/escalation')).escalation,
  'follow-up': async () => (await import('@amends/follow-up')).followUp,
  insight: async () => (await import('@amends/insight')).insight,
};

// A launcher that dies before we are ready leaves nobody to stop us later.
const abandoned = () => process.exit(1);
process.once('disconnect', abandoned);

async function main(): Promise<void> {
  const config = readConfig();
  const definitions = await Promise.all(config.services.map((service) => DEFINITIONS[service]()));
  await serveProcess(definitions, config);
  process.off('disconnect', abandoned);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
