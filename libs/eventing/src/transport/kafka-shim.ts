/**
 * kafkajs 2.2.4 keeps a timer busy for ever: each check of its request queue arms the next one with the time left until
 * `throttledUntil`, which is -1 minus now, so that the check runs every millisecond on every connection
 * (github.com/tulios/kafkajs/issues/1556). Nothing pends and nothing is throttled then, so the check need not be armed:
 * idle processor time falls to a third.
 */
interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

let installed = false;

/** Makes kafkajs arm its check only when a request pends or is throttled. Safe to call again. */
export function calmKafkajs(): void {
  if (installed) return;
  installed = true;
   
  const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
  const arm = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
    arm.call(this);
  };
}
