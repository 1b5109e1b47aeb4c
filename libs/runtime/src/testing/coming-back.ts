import { setTimeout as sleep } from 'node:timers/promises';

/** How often somebody comes back to a service that is behind what they have seen. */
const COMES_BACK = 10;

/** Asks, and comes back when the service says that it is behind what was seen and when to come again, as every client is told to. */
export async function comingBack(ask: () => Promise<Response>): Promise<Response> {
  for (let time = 1; ; time++) {
    const answer = await ask();
    if (time === COMES_BACK || !(await isBehind(answer))) return answer;
    await sleep(Number(answer.headers.get('retry-after')) * 1000);
  }
}

const isBehind = async (answer: Response): Promise<boolean> => answer.status === 503 && String(((await answer.clone().json()) as { code?: string }).code).endsWith('.behind');
