/** Tables and lists in pieces: a long one is cut between rows, not within. */
import { markdownTable } from 'markdown-table';

/** So many rows come to at most some 100 kB: small beside the limit of a summary. */
const ROWS_IN_A_PIECE = 200;

/** @param rows cells as Markdown */
export function tables(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return pieces(rows).map((piece) =>
    markdownTable([[...head], ...piece.map((row) => [...row])], { alignDelimiters: false }),
  );
}

export function pieces<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_IN_A_PIECE) }, (_, i) =>
    rows.slice(i * ROWS_IN_A_PIECE, (i + 1) * ROWS_IN_A_PIECE),
  );
}
