import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import { ToldComplaint } from './told-complaint.js';
import type { World } from './world.js';

/** One word for each personal field of a customer and of a registration, that stands nowhere else. */
export const CANARIES = {
  name: 'Qanaryname', phone: '+8613800138765', email: 'qanarymail@canary.example', address: 'Qanaryaddress 7',
  remedySought: 'Qanaryremedy', place: 'Qanaryplace', reporter: 'Qanaryreporter', statement: 'Qanarystatement', course: 'Qanarycourse', words: 'Qanarywords', refused: 'Qanaryrefused',
} as const;

/** The same, and every other word that begins so, as they might turn up: in base64, percent-encoded, digits alone. */
const SIGNS = [...Object.values(CANARIES), 'qanary', '13800138765', Buffer.from('Qanary').toString('base64').slice(0, 7), Buffer.from('"Qanary').toString('base64').slice(1, 9)];

/** The signs of personal words that a text shows. */
export const signsIn = (text: string): readonly string[] => SIGNS.filter((sign) => text.toLowerCase().includes(sign.toLowerCase()));

const HOUR_MS = 3_600_000;
const inHours = (hours: number, from = Date.now()): string => new Date(from + hours * HOUR_MS).toISOString();

/** A complaint in which something personal was said in every field that takes words. */
export interface EverythingSaid {
  readonly customer: string;
  readonly complaint: ToldComplaint;
}

/** Lives through every command that takes words, over two rounds, until the complaint is taken back. */
export async function sayEverything(world: World): Promise<EverythingSaid> {
  const { name, phone, email, address, remedySought, place, reporter, statement, course } = CANARIES;
  const holly = world.as('agent', 'hotline');
  const { body } = await holly.post('/api/intake/customers', { name, phone, email, address });
  const customer = String(body['id']);
  await holly.post(`/api/intake/customers/${customer}/revise`, { name, phone, email, address: `${address}b` });
  const complaint = await ToldComplaint.takenIn(holly, { customerId: customer, remedySought, place, reporter, statement: { statement, course } });
  const told = new Telling(world, complaint);
  await told.listening();
  await told.findingOut();
  await told.negotiating();
  await told.looking();
  await told.againAndOver();
  return { customer, complaint };
}

class Telling {
  private readonly holly: Client;
  private readonly hanna: Client;
  private readonly rita: Client;

  constructor(
    world: World,
    private readonly complaint: ToldComplaint,
  ) {
    [this.holly, this.hanna, this.rita] = [world.as('agent', 'hotline'), world.as('supervisor', 'hotline'), world.as('agent', 'repairs')];
  }

  /** Principles 4 and 5. */
  async listening(): Promise<void> {
    const again = await this.intake('record-statement', { statement: 'Qanaryagain', course: 'Qanarycourse' });
    const corrected = { statement: 'Qanarycorrected', course: 'Qanarycourse' };
    const { statementId } = await this.intake('read-back/correct', { statementId: again['statementId'], correction: 'Qanarycorrection', corrected });
    await this.intake('read-back/confirm', { statementId });
    await this.intake('receive-message', { channel: 'e-mail', message: 'Qanaryreceived' });
    await this.intake('send-message', { kind: 'answer', channel: 'e-mail', message: 'Qanarysent' });
    await this.intake('add-note', { note: 'Qanarynote' });
    await this.intake('report-hostility', { note: 'Qanaryhostile' });
    await this.complaint.attaches(this.holly, { name: 'Qanaryfile.txt', text: 'Qanarybytes' });
  }

  /** Principle 1, and what goes through other hands. */
  async findingOut(): Promise<void> {
    await this.intake('ask-cause', { question: 'Qanaryquestion', answer: 'Qanaryanswer' });
    await this.intake('name-cause', { cause: 'hose-worn', evidence: 'Qanaryevidence' });
    const { promiseId } = await this.intake('promise-time', { promise: 'Qanarypromise', promisedFor: inHours(1) });
    await this.intake(`promises/${String(promiseId)}/revise`, { promisedFor: inHours(2), explanation: 'Qanaryrevised' });
    await this.intake(`promises/${String(promiseId)}/keep`);
    await this.complaint.assigns(this.holly);
    const { handOverId } = await this.resolution('hand-over', { toUnit: 'repairs', note: 'Qanaryhandover' });
    await this.complaint.does(this.rita, 'resolution', `hand-overs/${String(handOverId)}/decline`, { because: 'not-ours', explanation: 'Qanarydeclined' });
    await this.resolution('await-customer', { question: 'Qanarysince' });
    await this.resolution('record-answer', { answer: 'Qanarymonday' });
  }

  /** Principle 6. */
  async negotiating(): Promise<void> {
    const cost = { amount: 6000, currency: 'EUR' };
    const { offerId } = await this.resolution('propose-solution', { options: [{ remedy: 'gift', cost }], proposal: 'Qanaryproposal' });
    await this.resolution(`offers/${String(offerId)}/refuse`, { reason: 'Qanaryrefusal' });
    const { counterProposalId } = await this.resolution('hear-counter-proposal', { remedy: 'refund', cost, proposal: 'Qanarytheirs' });
    const { approvalId } = await this.resolution('request-approval', { remedyOf: counterProposalId, note: 'Qanaryapproval' });
    await this.complaint.does(this.hanna, 'resolution', `approvals/${String(approvalId)}/deny`, { reason: 'Qanarydenied' });
    await this.resolution(`counter-proposals/${String(counterProposalId)}/decline`, { reason: 'Qanaryno' });
    await this.complaint.acceptsOffer(this.holly, await this.complaint.offers(this.holly, 'repair'));
    await this.resolution('carry-out', { note: 'Qanarydone' });
  }

  /** Principles 2 and 3, and what is owed. */
  async looking(): Promise<void> {
    const escalation = (command: string, body: object) => this.complaint.does(this.hanna, 'escalation', command, { ...body });
    await escalation('inform-superior', {});
    await escalation('advise', { advice: 'Qanaryadvice' });
    const owed = await this.complaint.obligations();
    const [resolve, inform] = ['resolve', 'keep-informed'].map((kind) => owed.findLast((one) => one.kind === kind && one.state === 'open')!);
    await escalation(`obligations/${resolve!.id}/extend`, { until: inHours(1, Date.parse(resolve!.dueAt)), reason: 'Qanaryextended' });
    await escalation(`obligations/${inform!.id}/waive`, { reason: 'Qanarywaived' });
    await this.resolution('resolve', { how: 'explanation', cause: 'hose-worn', explanation: 'Qanaryexplanation' });
    const review = (command: string, body: object) => this.complaint.does(this.hanna, 'resolution', command, { ...body });
    await review('open-review', { note: 'Qanaryreview' });
    const { improvementId } = await review('decide-improvement', { unit: 'repairs', dueAt: inHours(24), improvement: 'Qanaryimprovement' });
    await review(`improvements/${String(improvementId)}/complete`, { note: 'Qanarycompleted' });
  }

  /** Principle 7, and the next round. */
  async againAndOver(): Promise<void> {
    const followUp = (command: string, body: object, who = this.holly) => this.complaint.does(who, 'follow-up', command, { ...body });
    await followUp('record-call', { outcome: 'reached', contactId: randomUUID() });
    await followUp('confirm-satisfaction', { score: 5, words: 'Qanarysatisfied' });
    await followUp('audit-satisfaction', { agrees: false, note: 'Qanaryaudit' }, this.hanna);
    await followUp('reopen', { because: 'customer-dissatisfied', words: CANARIES.words });
    await this.intake('cause-unknown', { because: 'other', explanation: 'Qanaryunknown' });
    await this.intake('redirect', { toUnit: 'logistics', note: 'Qanaryredirect' });
    await this.complaint.agreesOn(this.holly, 'repair');
    await this.resolution('resolve', { how: 'other' });
    await followUp('report-dissatisfaction', { score: 1, words: 'Qanarydissatisfied', reopen: true });
    await this.complaint.does(this.hanna, 'escalation', 'repin', { pack: 'iso-10002@1', reason: 'Qanarypinned' });
    await this.intake('withdraw', { because: 'customer-withdrew', explanation: 'Qanarywithdrawn' });
  }

  private intake(command: string, body: object = {}) {
    return this.complaint.does(this.holly, 'intake', command, { ...body });
  }

  private resolution(command: string, body: object = {}) {
    return this.complaint.does(this.holly, 'resolution', command, { ...body });
  }
}
