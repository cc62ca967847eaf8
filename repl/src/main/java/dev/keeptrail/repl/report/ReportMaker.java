package dev.keeptrail.repl.report;

import java.time.Instant;

/**
 * Who makes a report, and when, where a form wants to know. The report itself has no clock in it.
 *
 * @param version of Keeptrail
 * @param time when the report was written
 */
public record ReportMaker(String version, Instant time) {}
