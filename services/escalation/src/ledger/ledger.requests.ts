import { Word } from '@amends/runtime';

/** In which language something is explained. */
export class ExplainQuery {
  @Word(['en', 'zh'], { optional: true }) lang?: 'en' | 'zh';
}
