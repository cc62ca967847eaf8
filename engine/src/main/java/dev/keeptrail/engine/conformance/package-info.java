/**
 * The conformance suite: cases as files, what a subject answers to one, and the comparison. Runs
 * against the engines of this installation and against any other program that speaks the protocol
 * of {@link dev.keeptrail.engine.conformance.ExternalSubject}.
 *
 * <pre>
 * folder --CaseFolder--> ConformanceCase --Subject--> Answers --Comparison--> CaseResult
 * </pre>
 */
@NullMarked
package dev.keeptrail.engine.conformance;

import org.jspecify.annotations.NullMarked;
