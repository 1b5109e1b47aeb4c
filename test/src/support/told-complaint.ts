import { randomUUID } from 'node:crypto';
import type { Answer, Client } from './client.js';
import { eventually } from './eventually.js';

type Said = Readonly<Record<string, unknown>>;

/** Something that is or was owed, as escalation shows it. */
export interface Owed {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly round: number;
  readonly dueAt: string;
  readonly owedBy: { readonly role: string; readonly unit: string | null; readonly staff: string | null };
}

/** One event of the timeline. */
export interface Told {
  readonly type: string;
  readonly round: number;
  readonly recordedAt: string;
  readonly actor: { readonly id: string; readonly role: string };
  readonly data: Readonly<Record<string, unknown>>;
}

interface Standing {
  readonly standing: string;
  readonly obligations: readonly { readonly obligationId: string; readonly state: string }[];
}

const AMOUNT = (euros: number) => ({ amount: euros * 100, currency: 'EUR' });

/** A complaint as a journey tells it: who does what to it, one after the other, each having seen what was done before. */
export class ToldComplaint {
  private constructor(
    readonly id: string,
    readonly statementId: string,
    private readonly agent: Client,
    private seen: string | undefined,
  ) {}

  /** An agent takes it in on the phone: listens, acknowledges and classifies in one request. */
  static async takenIn(agent: Client, more: Said = {}): Promise<ToldComplaint> {
    agent.seen = undefined;
    const answer = await agent.post('/api/intake/complaints', {
      contact: { channel: 'phone' }, product: 'W-200', acknowledge: { how: 'spoken' }, statement: { statement: 'It leaks onto my floor.' },
      classify: { category: ['appliance', 'leak'], severity: 'minor' }, ...more,
    });
    mustBe(201, answer, 'registering');
    return new ToldComplaint(String(answer.body['id']), String(answer.body['statementId']), agent, agent.seen);
  }

  /** Somebody asks for something, and gets it. */
  async does(who: Client, service: string, command: string, body: Said = {}): Promise<Said> {
    return mustBe(201, await this.asks(who, service, command, body), command);
  }

  /** Somebody asks for something and is refused: the code of the refusal. */
  async refused(who: Client, service: string, command: string, body: Said = {}): Promise<unknown> {
    return mustBe(409, await this.asks(who, service, command, body), command)['code'];
  }

  private async asks(who: Client, service: string, command: string, body: Said): Promise<Answer<Said>> {
    who.seen = this.seen;
    const answer = await who.post<Said>(`/api/${service}/complaints/${this.id}/${command}`, body);
    this.seen = who.seen;
    return answer;
  }

  /** Repeats to the customer what was written down, and they say yes. */
  readsBack(who: Client): Promise<Said> {
    return this.does(who, 'intake', 'read-back/confirm', { statementId: this.statementId });
  }

  namesCause(who: Client, cause = 'hose-worn'): Promise<Said> {
    return this.does(who, 'intake', 'name-cause', { cause });
  }

  assigns(who: Client, unit = 'hotline'): Promise<Said> {
    return this.does(who, 'resolution', 'assign', { unit });
  }

  /** What principles 1, 4 and 5 ask for before anything is offered. */
  async listens(who: Client, cause?: string): Promise<void> {
    await this.readsBack(who);
    await this.assigns(who);
    await this.namesCause(who, cause);
  }

  /** Offers the customer one way to put it right; returns the offer's id. */
  async offers(who: Client, remedy: string, euros?: number): Promise<string> {
    const offer = await this.does(who, 'resolution', 'propose-solution', { options: [{ remedy, ...(euros === undefined ? {} : { cost: AMOUNT(euros) }) }] });
    return String(offer['offerId']);
  }

  acceptsOffer(who: Client, offer: string): Promise<Said> {
    return this.does(who, 'resolution', `offers/${offer}/accept`);
  }

  refusesOffer(who: Client, offer: string): Promise<Said> {
    return this.does(who, 'resolution', `offers/${offer}/refuse`, { reason: 'That is not enough.' });
  }

  /** Writes down how the customer would solve it; returns the proposal's id. */
  async hearsProposal(who: Client, remedy: string, euros: number): Promise<string> {
    const heard = await this.does(who, 'resolution', 'hear-counter-proposal', { remedy, cost: AMOUNT(euros), proposal: 'I want my money back.' });
    return String(heard['counterProposalId']);
  }

  carriesOut(who: Client): Promise<Said> {
    return this.does(who, 'resolution', 'carry-out');
  }

  /** Offers, agrees and carries out in one go. */
  async agreesOn(who: Client, remedy: string, euros?: number): Promise<void> {
    await this.acceptsOffer(who, await this.offers(who, remedy, euros));
    await this.carriesOut(who);
  }

  resolves(who: Client, how = 'certain-repair', cause = 'hose-worn'): Promise<Said> {
    return this.does(who, 'resolution', 'resolve', { how, cause });
  }

  /** Calls the customer, who answers or does not. */
  calls(who: Client, outcome: 'reached' | 'no-answer' | 'busy' = 'reached'): Promise<Said> {
    return this.does(who, 'follow-up', 'record-call', { outcome, contactId: randomUUID() });
  }

  confirms(who: Client, score = 5): Promise<Said> {
    return this.does(who, 'follow-up', 'confirm-satisfaction', { score });
  }

  writes(who: Client, kind: 'answer' | 'summary' | 'apology' | 'update'): Promise<Said> {
    return this.does(who, 'intake', 'send-message', { kind, channel: 'e-mail', message: 'This is what we did.' });
  }

  /** Promises something for an instant that is over soon, a later one where it was over before the promise was written down; returns it. */
  async promisesForSoon(who: Client): Promise<string> {
    for (let soonMs = 1500; ; soonMs *= 2) {
      const promisedFor = new Date(Date.now() + soonMs).toISOString();
      const answer = await this.asks(who, 'intake', 'promise-time', { promise: 'The fitter is with you.', promisedFor });
      if (answer.body['code'] === 'intake.promised-time-has-passed') continue;
      mustBe(201, answer, 'promising');
      return promisedFor;
    }
  }

  /** Attaches a text; returns the file's id. */
  async attaches(who: Client, { name, text }: { readonly name: string; readonly text: string }): Promise<string> {
    who.seen = this.seen;
    const file = randomUUID();
    const headers = { 'content-type': 'text/plain', 'content-disposition': `attachment; filename="${name}"` };
    mustBe(201, await who.patiently(`/api/intake/complaints/${this.id}/files/${file}`, { method: 'PUT', body: text, headers }), 'attaching');
    this.seen = who.seen;
    return file;
  }

  /** Lets somebody see all that was done to it. */
  shows(who: Client): Client {
    who.seen = this.seen;
    return who;
  }

  /** Reads something about it, having seen all that was done. */
  async reads<T = Said>(path: string, who = this.agent): Promise<T> {
    who.seen = this.seen;
    return mustBe(200, await who.get<T>(path.replace(':id', this.id)), path);
  }

  file(): Promise<Said> {
    return this.reads('/api/insight/complaints/:id');
  }

  /** What is or was owed, all of it or of one kind. */
  async obligations(kind?: string): Promise<readonly Owed[]> {
    const { obligations } = await this.reads<{ obligations: readonly Owed[] }>('/api/escalation/complaints/:id/obligations');
    return obligations.filter((one) => kind === undefined || one.kind === kind);
  }

  /** The kinds that are owed now, in alphabetical order. */
  async owes(): Promise<readonly string[]> {
    return (await this.obligations()).filter(({ state }) => state === 'open' || state === 'missed').map(({ kind }) => kind).sort();
  }

  /** Waits until these kinds are owed and no others, because of something that came about by itself. */
  async untilOwes(...kinds: readonly string[]): Promise<void> {
    let owed: readonly string[] = [];
    await eventually(() => `${kinds.join(', ')} are owed and not ${owed.join(', ')}`, async () => {
      owed = await this.owes();
      return String(owed) === String(kinds);
    });
  }

  /** Where it stands under principles 1 to 7, in this order, by all that the ledger says now. */
  scorecard(): Promise<readonly string[]> {
    return eventually('the scorecard knows what the ledger says', async () => {
      const inLedger = (await this.obligations()).map(({ id, state }) => `${id} ${state}`).sort();
      const { principles } = await this.reads<{ principles: readonly Standing[] }>('/api/insight/complaints/:id/scorecard');
      const scored = principles.flatMap(({ obligations }) => obligations.map(({ obligationId, state }) => `${obligationId} ${state}`)).sort();
      return String(scored) === String(inLedger) && principles.map(({ standing }) => standing);
    });
  }

  /** Its events in the order in which they happened. */
  async timeline(): Promise<readonly Told[]> {
    return (await this.reads<{ entries: readonly Told[] }>('/api/insight/complaints/:id/timeline')).entries;
  }

  /** The types of what was done to it, what is owed left aside. */
  async story(): Promise<readonly string[]> {
    return (await this.timeline()).map(({ type }) => type).filter((type) => !type.startsWith('Obligation'));
  }

  /** Waits until it has come so far by itself. */
  until(status: string): Promise<Said> {
    return eventually(`the complaint is ${status}`, async () => {
      const file = await this.file();
      return file['status'] === status && file;
    });
  }

  /** Waits for an event that a service or the clock brings about by itself, of this kind of obligation or any; the newest one. */
  hears(type: string, data: Said = {}): Promise<Told> {
    return eventually(`${type} ${JSON.stringify(data)}`, async () => (await this.timeline()).findLast((one) => one.type === type && Object.entries(data).every(([name, value]) => one.data[name] === value)));
  }
}

function mustBe<T>(status: number, answer: Answer<T>, what: string): T {
  if (answer.status !== status) throw new Error(`${what} was answered ${answer.status}, not ${status}: ${answer.text}`);
  return answer.body;
}
