package dev.keeptrail.conformance.bypass;

/**
 * An exchange outside of the matrix.
 *
 * @param title what it is called in the golden file
 * @param step its body stands in {@code ask} and its answer in {@code say}, both under {@code body}
 */
record RouteStep(String title, String method, String path, Step step) {}
