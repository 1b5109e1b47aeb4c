/** What a process says to the launcher that started it. */
export type Message = { readonly type: 'progress'; readonly text: string } | { readonly type: 'ready'; readonly url: string };

/** Tells the launcher what is being done, where there is one. */
export const tellProgress = (text: string): void => tell({ type: 'progress', text });

/** Says something to the launcher, where there is one. */
export function tell(message: Message): void {
  // A launcher that has just died closes the channel; the 'disconnect' that follows ends this process.
  if (process.send && process.connected) process.send(message, () => undefined);
}
