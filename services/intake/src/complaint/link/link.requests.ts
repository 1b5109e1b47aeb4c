import { Uuid } from '@amends/runtime';

/** The complaint that is worked on instead. */
export class LinkDuplicateRequest {
  @Uuid() to: string;
}
