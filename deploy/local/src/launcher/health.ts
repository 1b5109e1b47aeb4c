const WITHIN_MS = 3_000;

/** What a process says at `/health/<about>`, whatever its status; undefined when it does not answer. */
export async function askHealth<T>(url: string, about: 'ready' | 'lag'): Promise<T | undefined> {
  try {
    const answer = await fetch(`${url}/health/${about}`, { signal: AbortSignal.timeout(WITHIN_MS) });
    return (await answer.json()) as T;
  } catch {
    return undefined;
  }
}
