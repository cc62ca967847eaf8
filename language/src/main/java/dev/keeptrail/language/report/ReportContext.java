package dev.keeptrail.language.report;

import java.time.Instant;

/**
 * What reports need to know besides the packs.
 *
 * @param version of Keeptrail
 * @param colour whether people read on a terminal that shows colour
 * @param warningsFail whether a warning counts as a failure
 * @param time when lint ran; only formats that ask for it show it
 */
public record ReportContext(String version, boolean colour, boolean warningsFail, Instant time) {}
