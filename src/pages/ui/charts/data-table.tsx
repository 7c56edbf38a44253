/** The numbers of a chart, for screen readers and everyone else. */
import { useState } from 'preact/hooks';

export interface DataTableProps {
  /** Label of the button that opens it. */
  readonly label: string;
  readonly caption: string;
  readonly columns: readonly string[];
  /** Computed when it is opened; the first cell of a row is its header. */
  readonly rows: () => readonly (readonly string[])[];
}

export function DataTable({ label, caption, columns, rows }: DataTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="data" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section class="table-frame" aria-label={caption} tabIndex={0}>
          <table>
            <caption class="visually-hidden">{caption}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows().map(([name, ...cells], i) => (
                <tr key={i}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, at) => (
                    <td key={columns[at + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
