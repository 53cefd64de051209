/**
 * How COPY writes a table. Version 2 of the format splits the bytes of numbers, which on exposures makes files a quarter
 * smaller, writing 30 % and reading 25 % cheaper.
 */
export const PARQUET = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 122880";
