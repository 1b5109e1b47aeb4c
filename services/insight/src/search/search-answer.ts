import { id, list, nullable, object, type Accepted } from '@amends/contracts';
import { summaryAnswer } from '../complaint/complaint-answer.js';

export const searchAnswer = object({ complaints: list(summaryAnswer), next: nullable(id) });
export type SearchAnswer = Accepted<typeof searchAnswer>;
