import { REMEDIES, type Remedy } from '@amends/contracts';
import { Currency, Instant, Nested, Text, Uuid, Whole, Word } from '@amends/runtime';

/** More than any company gives one customer; a number beyond it is a slip of the keyboard. */
const GREATEST_AMOUNT = 1_000_000_000_000;

/** What a remedy costs us: minor units (cents, fen) of a currency. */
export class CostRequest {
  @Whole(0, GREATEST_AMOUNT) amount: number;
  @Currency() currency: string;
}

/** One way to put it right. */
export class OptionRequest {
  @Uuid({ optional: true }) id?: string;
  @Word(REMEDIES) remedy: Remedy;
  @Nested(() => CostRequest, { optional: true }) cost?: CostRequest;
}

/** What the customer is offered. */
export class ProposeSolutionRequest {
  @Uuid({ optional: true }) id?: string;
  @Nested(() => OptionRequest, { many: 10 }) options: OptionRequest[];
  @Instant({ optional: true }) expiresAt?: string;
  /** In the words in which the customer hears it. */
  @Text(undefined, { optional: true }) proposal?: string;
}

/** Which option the customer takes; needed where there are several. */
export class AcceptSolutionRequest {
  @Uuid({ optional: true }) optionId?: string;
}

/** Why the customer refuses, or why we do. */
export class ReasonRequest {
  @Text(4000) reason: string;
}

/** How the customer would solve it. */
export class HearCounterProposalRequest {
  @Uuid({ optional: true }) id?: string;
  /** The offer that it answers. */
  @Uuid({ optional: true }) offerId?: string;
  @Word(REMEDIES) remedy: Remedy;
  @Nested(() => CostRequest, { optional: true }) cost?: CostRequest;
  /** In the customer's own words. */
  @Text(undefined, { optional: true }) proposal?: string;
}

/** What was done; the agreed remedy unless its offer or counter-proposal is named. */
export class CarryOutRequest {
  @Uuid({ optional: true }) remedyOf?: string;
  @Text(4000, { optional: true }) note?: string;
}
