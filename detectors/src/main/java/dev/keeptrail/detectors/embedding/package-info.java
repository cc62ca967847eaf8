/**
 * Texts that mean something like others: models that turn texts into vectors, and the detector that
 * compares them. Models come from outside, by {@link java.util.ServiceLoader}.
 */
@org.jspecify.annotations.NullMarked
package dev.keeptrail.detectors.embedding;
