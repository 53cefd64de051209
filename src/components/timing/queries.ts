const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Pivots of one index known up to a day. */
export const pivotSql = (index: string, freq: string, date: string): string => `SELECT *
FROM index_segment
WHERE "index" = ${text(index)} AND freq = ${text(freq)} AND confirmed_date <= DATE ${text(date)}
ORDER BY pivot_date DESC`;

/** State of every index on its last bar up to a day, daily and weekly. */
export const stateSql = (date: string): string => `SELECT *
FROM index_segment_state
WHERE date <= DATE ${text(date)}
QUALIFY row_number() OVER (PARTITION BY "index", freq ORDER BY date DESC) = 1
ORDER BY "index", freq`;

/** Scores of one kind of call as of a day. */
export const scoreSql = (source: string, date: string): string => `SELECT *
FROM timing_score
WHERE source = ${text(source)} AND "index" = '*'
  AND date = (SELECT max(date) FROM timing_score WHERE date <= DATE ${text(date)})
ORDER BY variant, side DESC, horizon`;

/** Diffusion index of one index and window. */
export const diffusionSql = (index: string, window: number): string => `SELECT *
FROM diffusion
WHERE "index" = ${text(index)} AND "window" = ${window}
ORDER BY date`;

/** Diffusion of every index on a day, one window. */
export const diffusionDaySql = (date: string, window: number): string => `SELECT *
FROM diffusion
WHERE "window" = ${window} AND date = (SELECT max(date) FROM diffusion WHERE date <= DATE ${text(date)})
ORDER BY ratio DESC`;

/** The printed table of the report, its ratio beside the one its counts give. */
export const printedDiffusionSql = `SELECT *, up * 1.0 / valid AS recomputed
FROM published_diffusion
ORDER BY "row"`;

/** Informed activity of one index. */
export const informedSql = (index: string): string => `SELECT *
FROM informed_activity
WHERE "index" = ${text(index)}
ORDER BY date`;

/** Informed activity of every index on a day. */
export const informedDaySql = (date: string): string => `SELECT *
FROM informed_activity
WHERE date = (SELECT max(date) FROM informed_activity WHERE date <= DATE ${text(date)})
ORDER BY ia1_within DESC`;

/** Calls of segments and diffusion on one index, by the day on which each was known. */
export const episodeSql = (
  index: string
): string => `SELECT confirmed_date AS known, 'segment ' || freq AS source, CASE kind WHEN 'low' THEN 1 ELSE -1 END AS side
FROM index_segment
WHERE "index" = ${text(index)}
UNION ALL
SELECT date, 'diffusion ' || "window", signal
FROM diffusion
WHERE "index" = ${text(index)} AND signal <> 0
ORDER BY known`;
