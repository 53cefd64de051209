import {encodeQuery} from "../lib/sql/share.js";
import {href} from "./site.js";

/** A link that opens the query in the SQL bench, shown and not run. */
export const sqlLink = (sql: string): string => `${href("/sql")}#${encodeQuery(sql)}`;
