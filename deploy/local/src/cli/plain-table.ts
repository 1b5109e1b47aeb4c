import Table, { type TableConstructorOptions } from 'cli-table3';

/** A table for people that is the same on a terminal, in a pipe and in a file: without colours. */
export const plainTable = (head: string[], layout: TableConstructorOptions = { style: { compact: true } }): Table.Table =>
  new Table({ ...layout, head, style: { ...layout.style, head: [], border: [] } });
