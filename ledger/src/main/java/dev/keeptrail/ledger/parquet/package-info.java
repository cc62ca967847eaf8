/**
 * Tables as files in the Apache Parquet format, written without any library: a footer in Thrift's
 * compact protocol, row groups of column chunks, pages of version 1 with plain values. The format
 * is that of parquet-format 2.12 (<a href="https://parquet.apache.org/docs/file-format/">file
 * format</a>).
 */
@NullMarked
package dev.keeptrail.ledger.parquet;

import org.jspecify.annotations.NullMarked;
