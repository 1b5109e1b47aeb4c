import { Text } from '@amends/runtime';

/** What an agent is about to send. Without a language, or in one that the coach does not know, each sentence goes by its script. */
export class CoachRequest {
  @Text() text: string;
  @Text(35, { optional: true }) language?: string;
}
