package dev.keeptrail.engine.decision;

/**
 * Something that failed while a phase was judged.
 *
 * @param policy the policy that depended on it; empty when the evaluation itself failed
 * @param source the detector or engine part that failed
 * @param problem the kind of failure, never content
 */
public record Fault(String policy, String source, String problem) {}
