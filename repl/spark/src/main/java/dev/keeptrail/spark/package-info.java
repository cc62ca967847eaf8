/**
 * Replays on Apache Spark: partitions of a table of captures are judged wherever Spark puts them,
 * by the code that judges on one machine, and what came of them is added up to one report.
 */
@NullMarked
package dev.keeptrail.spark;

import org.jspecify.annotations.NullMarked;
