import { Instant, Matching } from '@amends/runtime';

/** Which pack is in force from when on. */
export class PutInForceRequest {
  @Matching(/^[a-z0-9-]+@[1-9]\d*$/, 'must be a pack and its version', 'fca-disp@1') pack: string;
  @Instant() from: string;
}
