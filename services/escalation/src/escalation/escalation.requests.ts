import { Instant, Matching, Text, Uuid } from '@amends/runtime';

/** Asks that a superior be told. */
export class InformSuperiorRequest {
  @Uuid({ optional: true }) id?: string;
}

/** What the superior says to do. */
export class AdviseRequest {
  @Text() advice: string;
  @Uuid({ optional: true }) escalation?: string;
}

/** The superior takes the complaint over, because of an escalation or without one. */
export class TakeOverRequest {
  @Uuid({ optional: true }) escalation?: string;
}

/** Why something need not be done. */
export class WaiveRequest {
  @Text(4000) reason: string;
}

/** Until when more time is given, and why. */
export class ExtendRequest {
  @Instant() until: string;
  @Text(4000) reason: string;
}

/** Which policy pack a complaint follows from now on, and why. */
export class RepinRequest {
  @Matching(/^[a-z0-9-]+@[1-9]\d*$/, 'a pack and its version', 'fca-disp@1') pack: string;
  @Text(4000) reason: string;
}
