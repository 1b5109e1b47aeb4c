import { fact, FileAttached, type FactOf, type IntakeFact } from '@amends/contracts';
import type { Complaint } from '../complaint/complaint.js';
import { wasSaid } from '../complaint/said.js';

/** A file as the log knows it: everything but its bytes. */
export type Attach = FactOf<typeof FileAttached>['data'] & { readonly name: string };

/** A file belongs to the complaint, whatever became of it: evidence that arrives late is evidence. */
export function attach({ name, ...file }: Attach, state: Complaint): readonly IntakeFact[] {
  const attached = fact(FileAttached, file, { name });
  return wasSaid(state.said, attached) ? [] : [attached];
}
