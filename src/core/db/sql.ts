/** Values SQLite stores. */
export type SqlValue = string | number | bigint | Uint8Array | null;

declare const sqlBrand: unique symbol;

/** A statement and the values bound to it. Only the `sql` tag makes one, so no text is ever glued into SQL. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
  readonly [sqlBrand]: true;
}

/** Writes a statement; every `${value}` becomes a bound parameter, and a nested `sql` fragment is joined in. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | boolean | Sql)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(typeof part === 'boolean' ? Number(part) : part);
    }
    text += strings[index + 1] ?? '';
  });
  // The brand exists for the compiler only.
  return { text, values } as unknown as Sql;
}

/** The name of a table or a column, as the schema itself gives it; never one that was typed. */
export function identifier(name: string): Sql {
  // The brand exists for the compiler only.
  return { text: `"${name.replaceAll('"', '""')}"`, values: [] } as unknown as Sql;
}

/** A statement of the schema as `sqlite_schema` itself gives it, to be run once more; never one that was typed. */
export function schemaStatement(text: string): Sql {
  // The brand exists for the compiler only.
  return { text, values: [] } as unknown as Sql;
}

/** Fragments one after the other, with a comma between. */
export function listOf(fragments: readonly Sql[]): Sql {
  return fragments.reduce(
    (list, fragment, index) => (index === 0 ? fragment : sql`${list}, ${fragment}`),
    sql``,
  );
}

function isSql(part: SqlValue | boolean | Sql): part is Sql {
  return typeof part === 'object' && part !== null && 'text' in part;
}
