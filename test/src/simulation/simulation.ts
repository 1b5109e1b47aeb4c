import pg from 'pg';
import { Dice } from '../support/dice.js';
import type { Action } from './actions/action.js';
import { nextAction } from './actions/index.js';
import { SimulatedComplaint } from './complaint.js';
import type { SimulatedCompany } from './company.js';
import type { Answered, Request } from './simulated-service.js';
import { Tally } from './tally.js';
import { TopicReader } from './topic-reader.js';

/** How long a simulation is. */
export interface Extent {
  readonly seed: number;
  readonly complaints: number;
  /** In each of these, people act, time passes, and whatever was said travels. */
  readonly rounds: number;
}

const SECOND = 1000;
const HOUR = 3_600_000;
/** From one round to the next: seconds, minutes, hours or days. */
const PASSES: readonly (readonly [number, number])[] = [[SECOND, 60 * SECOND], [60 * SECOND, HOUR], [HOUR, 12 * HOUR], [12 * HOUR, 80 * HOUR]];
/** A complaint in three belongs to a customer who gave a name; some have several. */
const CUSTOMERS_PER_COMPLAINT = 1 / 3;
/** So many times nothing may move before everything is said to be at rest. */
const QUIET_TIMES = 3;
const PATIENCE = 5000;

/** Command sequences over all complaints, interleaved: people act on what the topic tells them, while things go wrong. */
export class Simulation {
  readonly complaints: readonly SimulatedComplaint[];
  readonly asked = new Tally();
  readonly accepted = new Tally();
  readonly refused = new Tally();
  readonly crashes = new Tally();
  readonly wrongs: string[] = [];
  /** When an event was first seen in its topic, by the latest clock. */
  readonly publishedAt = new Map<string, number>();
  private readonly byId: ReadonlyMap<string, SimulatedComplaint>;
  private readonly customers: readonly string[];
  private readonly dice: Dice;

  constructor(
    readonly company: SimulatedCompany,
    private readonly extent: Extent,
    private readonly topic: TopicReader,
  ) {
    const dice = (this.dice = new Dice(extent.seed));
    this.customers = Array.from({ length: Math.max(2, Math.round(extent.complaints * CUSTOMERS_PER_COMPLAINT)) }, () => dice.uuid());
    this.complaints = Array.from({ length: extent.complaints }, (_, number) =>
      new SimulatedComplaint(number, dice.uuid(), dice.oneIn(3) ? undefined : dice.pick(this.customers), dice.whole(0, Math.floor(extent.rounds / 3))));
    this.byId = new Map(this.complaints.map((one) => [one.id, one]));
  }

  /** Opens the company's database for reading what is published. */
  static async over(company: SimulatedCompany, extent: Extent): Promise<{ simulation: Simulation; database: pg.Client }> {
    const database = new pg.Client({ connectionString: company.databaseUrl });
    await database.connect();
    return { simulation: new Simulation(company, extent, new TopicReader(database)), database };
  }

  /** The whole run; ends when everything is at rest. `hear` is told of each round. */
  async run(hear: (round: number) => void = () => undefined): Promise<void> {
    await this.settle();
    await this.registerCustomers();
    for (let round = 0; round < this.extent.rounds; round++) {
      await this.peopleAct(round);
      await this.flow();
      if (this.dice.oneIn(4)) await this.crashOne();
      this.company.advance(this.dice.whole(...this.dice.pick(PASSES)));
      hear(round);
    }
    await this.settle();
  }

  /** Nothing goes wrong any more, and everything that was said is heard and done by whoever has to. */
  async settle(): Promise<void> {
    this.company.trouble(false);
    for (let quiet = 0, times = 0; quiet < QUIET_TIMES; times++) {
      if (times > PATIENCE) throw new Error('nothing comes to rest');
      const moved = await this.flowOnce();
      quiet = moved === 0 ? quiet + 1 : 0;
      // What failed is tried again after a while; the last look is not followed by time in which something else falls due.
      if (moved === 0 && quiet < QUIET_TIMES) this.company.advance(2 * 60 * SECOND);
    }
    await this.hear();
  }

  private async registerCustomers(): Promise<void> {
    for (const id of this.customers) {
      const body = { id, ownReference: id, name: `Customer ${id.slice(0, 4)}`, tier: this.dice.pick(['standard', 'gold', 'key-account']) };
      await this.send('customer.register', { service: 'intake', path: 'customers', body, by: this.company.people.first('agent') });
    }
  }

  /** Everybody chooses first, then all of it is sent: each service gets its requests in one order, all services side by side. */
  private async peopleAct(round: number): Promise<void> {
    const chosen = this.complaints.filter(({ bornIn }) => bornIn <= round).flatMap((of) => Array.from({ length: this.dice.oneIn(6) ? 2 : 1 }, () => this.choose(of)).filter((one) => one !== undefined));
    const lanes = Map.groupBy(chosen, ({ request }) => request.service);
    await Promise.all([...lanes.values()].map((lane) => this.sendAll(lane)));
  }

  private async sendAll(lane: readonly Chosen[]): Promise<void> {
    for (const { action, request, twice } of lane) {
      const first = await this.send(action.name, request);
      if (twice && first.status < 300) this.compare(first, await this.send(action.name, request), request);
    }
  }

  private choose(of: SimulatedComplaint): Chosen | undefined {
    const { dice, company } = this;
    const action = nextAction(of, dice);
    if (!action) return undefined;
    const now = company.now();
    const request = action.ask({ of, dice, people: company.people, others: this.complaints, customers: { ids: this.customers }, now });
    // An activity is known by its own id, and says so when it is repeated.
    const twice = dice.oneIn(15) && action.name !== 'follow-up.tell-activity';
    const headers = { ...(twice || dice.oneIn(10) ? { 'idempotency-key': dice.uuid() } : {}), ...(dice.oneIn(12) ? { 'amends-round': String(of.known.round) } : {}) };
    return { action, request: { ...request, headers }, twice };
  }

  private async send(name: string, request: Request): Promise<Answered> {
    const answer = await this.company.service(request.service).ask(request);
    this.asked.add(name);
    if (answer.status < 300) this.accepted.add(name);
    else if (answer.status === 404 || answer.status === 409) this.refused.add(codeOf(answer));
    else this.wrongs.push(`${name} ${request.path} ${JSON.stringify(request.body)} was answered ${answer.status} ${answer.text}`);
    return answer;
  }

  private compare(first: Answered, second: Answered, { path }: Request): void {
    if (first.status !== second.status || first.text !== second.text) this.wrongs.push(`I2 ${path} was answered in two ways under one key: ${first.text} and ${second.status} ${second.text}`);
  }

  /** A few rounds of what happens by itself, with trouble, so that not everything arrives. */
  private async flow(): Promise<void> {
    this.company.trouble(true);
    for (let times = this.dice.whole(2, 6); times > 0; times--) await this.flowOnce();
    this.company.trouble(false);
    await this.hear();
  }

  /** Relays one after the other, because the order in the topics is theirs; then all services side by side, who do not see each other. */
  private async flowOnce(): Promise<number> {
    const { services } = this.company;
    let moved = 0;
    for (const service of this.dice.some(services, services.length)) moved += await service.publish();
    const done = await Promise.all(services.map((service) => service.live()));
    return moved + done.reduce((sum, one) => sum + one, 0);
  }

  private async crashOne(): Promise<void> {
    const service = this.dice.pick(this.company.services);
    this.crashes.add(service.name);
    await service.crash();
  }

  private async hear(): Promise<void> {
    const now = this.company.now();
    for (const event of await this.topic.news()) {
      if (!this.publishedAt.has(event.id)) this.publishedAt.set(event.id, now);
      this.byId.get(event.subject)?.hear(event);
    }
  }
}

interface Chosen {
  readonly action: Action;
  readonly request: Request;
  readonly twice: boolean;
}

const codeOf = ({ text }: Answered): string => String((JSON.parse(text) as { code?: string }).code);

